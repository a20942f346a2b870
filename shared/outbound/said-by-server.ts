const MOST_SAID = 300;

/** The beginning of what a source says itself, in one line. */
export function saidByServer(text: string): string {
  const said = text.replace(/[\s\p{C}\ufffd]+/gu, ' ').trim();
  return said === '' ? '–' : said.slice(0, MOST_SAID);
}
