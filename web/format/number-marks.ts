/** The marks that a locale uses, from how it writes 1000.50. */
export const numberMarks = (written: string): { readonly decimal: string; readonly group: string } => ({
  decimal: written.at(-3) ?? '.',
  group: /\d(\D)\d{3}/.exec(written)?.[1] ?? '',
});
