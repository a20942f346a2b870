import { Textarea, type TextareaProps } from '@mantine/core';

/** Several lines that a program reads. */
export const CodeArea = (props: TextareaProps) => (
  <Textarea
    autosize
    maxRows={16}
    autoComplete="off"
    spellCheck={false}
    styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
    {...props}
  />
);
