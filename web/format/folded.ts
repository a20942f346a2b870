/** For searching: letters of every size are alike, in Turkish too: İ, I, ı and i. */
export const folded = (text: string): string => text.toLocaleLowerCase('tr').replaceAll('ı', 'i').normalize('NFC');
