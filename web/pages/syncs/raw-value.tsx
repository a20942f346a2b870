import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CodeText } from '../../parts/code-text.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';

/** A cell may be a megabyte long. */
const MOST_CHARACTERS = 160;

export interface RawValueProps {
  readonly value: string | null;
  /** Whether there is one that is not shown. */
  readonly isHidden?: boolean | undefined;
}

/** A cell as it was sent; the beginning of a long one, with all of it to be copied. */
export function RawValue({ value, isHidden = false }: RawValueProps) {
  const { t } = useTranslation('syncs');
  if (value === null || value === '') {
    return (
      <Text span c="dimmed" fz="inherit">
        {isHidden ? t('findings.hidden') : value === null ? '–' : t('findings.empty')}
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
