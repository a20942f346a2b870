import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CodeText } from '../../parts/code-text.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';

/** A cell may be a megabyte long. */
const MOST_CHARACTERS = 160;

/** A cell as it was sent; the beginning of a long one, with all of it to be copied. */
export function RawValue({ value }: { readonly value: string | null }) {
  const { t } = useTranslation('syncs');
  if (value === null || value === '') {
    return (
      <Text span c="dimmed" fz="inherit">
        {value === null ? '–' : t('findings.empty')}
      </Text>
    );
  }
  if (value.length <= MOST_CHARACTERS) return <CodeText value={value} />;
  return (
    <Group component="span" gap={4} wrap="nowrap" display="inline-flex">
      <CodeText value={`${value.slice(0, MOST_CHARACTERS)}…`} />
      <CopyButton text={value} />
    </Group>
  );
}
