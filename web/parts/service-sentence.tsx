import { Text, type TextProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { withNumbers } from '../format/numbers-in-text.ts';
import { useFormats } from '../format/use-formats.ts';
import { useServerWords } from '../i18n/use-server-words.ts';
import type { SaidByService } from './server-text.tsx';

/** Why something failed, or what is to be noted, in the reader's language and with its numbers as that writes them. */
export function ServiceSentence({ said, message, ...look }: TextProps & SaidByService) {
  const { i18n } = useTranslation();
  const formats = useFormats();
  const translated = useServerWords().text(said, message);
  return (
    <Text size="md" {...look} lang={translated === undefined ? 'en' : i18n.language}>
      {withNumbers(translated ?? said, formats.decimal)}
    </Text>
  );
}
