import { Text } from '@mantine/core';
import { useFormats } from '../../format/use-formats.ts';

/** A time to the second, which a stream is read by, and its day, both where the reader is. */
export function Moment({ value }: { readonly value: string }) {
  const formats = useFormats();
  return (
    <time dateTime={value}>
      {formats.time(value)}
      <Text span display="block" size="xs" c="dimmed">
        {formats.day(value)}
      </Text>
    </time>
  );
}
