import { meaningOfBuiltIn, meaningOfCode, type NumberMeaning } from './number-format.ts';
import { readXml } from './xml.ts';

/** What the number of a cell means, by the index of its style. */
export type Styles = readonly NumberMeaning[];

/** @throws {SheetRefused} */
export async function readStyles(part: string, content: AsyncIterable<Uint8Array>): Promise<Styles> {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let isInCellFormats = false;
  await readXml(part, content, {
    open(name, { numFmtId, formatCode = '' }) {
      if (name === 'cellXfs') isInCellFormats = true;
      else if (name === 'numFmt') codes.set(Number(numFmtId), formatCode);
      else if (name === 'xf' && isInCellFormats) formats.push(Number(numFmtId ?? 0));
    },
    close(name) {
      if (name === 'cellXfs') isInCellFormats = false;
    },
  });
  // A code of its own wins, also over a number that is known: some writers give those too.
  return formats.map((id) => (codes.has(id) ? meaningOfCode(codes.get(id)!) : meaningOfBuiltIn(id)));
}
