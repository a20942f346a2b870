import { type ZipPart, zipFile } from './zip-file.ts';

/** What a cell holds. A number as text is written as it stands; a date is a number with a format. */
export type WrittenCell =
  | string
  | number
  | boolean
  | null
  | { readonly number: string; readonly format?: string }
  | { readonly formula: string; readonly value?: string }
  | { readonly error: string }
  | { readonly inline: string };

export interface WrittenSheet {
  readonly name: string;
  readonly rows: readonly (readonly WrittenCell[])[];
  readonly isHidden?: boolean;
  /** Ranges, as A1:C1. */
  readonly merged?: readonly string[];
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const FIRST_FORMAT = 164;

/**
 * A workbook as Excel writes them: texts shared, styles by their index. It serves the demo and the tests; the same sheets make
 * the same bytes.
 */
export function workbookFile(sheets: readonly WrittenSheet[], { date1904 = false } = {}): Buffer {
  return zipFile(workbookParts(sheets, { date1904 }));
}

/** The files that make up a workbook, for whoever wants to change one. */
export function workbookParts(sheets: readonly WrittenSheet[], { date1904 = false } = {}): ZipPart[] {
  const strings = new Indexes();
  const formats = new Indexes();
  const written = sheets.map((sheet) => sheetXml(sheet, strings, formats));
  const relations = [
    ...sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`]),
    ['styles', 'styles.xml'],
    ['sharedStrings', 'sharedStrings.xml'],
  ];
  return [
    { name: '[Content_Types].xml', content: contentTypes(sheets.length) },
    { name: '_rels/.rels', content: relationsXml([['officeDocument', 'xl/workbook.xml']]) },
    { name: 'xl/workbook.xml', content: workbookXml(sheets, date1904) },
    { name: 'xl/_rels/workbook.xml.rels', content: relationsXml(relations) },
    { name: 'xl/styles.xml', content: stylesXml(formats.values) },
    { name: 'xl/sharedStrings.xml', content: stringsXml(strings.values) },
    ...written.map((content, index) => ({ name: `xl/worksheets/sheet${index + 1}.xml`, content })),
  ];
}

/** `A`, …, `Z`, `AA`: the name of a column, counted from 0. */
export const columnName = (index: number): string =>
  (index < 26 ? '' : columnName(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

/** Gives each distinct value an index. */
class Indexes {
  readonly #indexes = new Map<string, number>();

  of(value: string): number {
    const known = this.#indexes.get(value);
    if (known !== undefined) return known;
    this.#indexes.set(value, this.#indexes.size);
    return this.#indexes.size - 1;
  }

  get values(): readonly string[] {
    return [...this.#indexes.keys()];
  }
}

function sheetXml({ rows, merged = [] }: WrittenSheet, strings: Indexes, formats: Indexes): string {
  const lines = rows.map((cells, index) => {
    const written = cells.map((cell, column) => cellXml(`${columnName(column)}${index + 1}`, cell, strings, formats));
    return written.some((cell) => cell !== '') ? `<row r="${index + 1}">${written.join('')}</row>` : '';
  });
  const merges =
    merged.length > 0 ? `<mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>` : '';
  return `${XML}<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData>${merges}</worksheet>`;
}

function cellXml(place: string, cell: WrittenCell, strings: Indexes, formats: Indexes): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return `<c r="${place}" t="s"><v>${strings.of(cell)}</v></c>`;
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${place}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if ('error' in cell) return `<c r="${place}" t="e"><v>${cell.error}</v></c>`;
  if ('inline' in cell) return `<c r="${place}" t="inlineStr"><is><t>${escaped(cell.inline)}</t></is></c>`;
  if ('formula' in cell) {
    const value = cell.value === undefined ? '' : `<v>${escaped(cell.value)}</v>`;
    return `<c r="${place}"><f>${escaped(cell.formula)}</f>${value}</c>`;
  }
  const style = cell.format === undefined ? '' : ` s="${1 + formats.of(cell.format)}"`;
  return `<c r="${place}"${style}><v>${cell.number}</v></c>`;
}

const stringsXml = (values: readonly string[]): string =>
  `${XML}<sst xmlns="${MAIN}" uniqueCount="${values.length}">${values
    .map((value) => `<si><t xml:space="preserve">${escaped(value)}</t></si>`)
    .join('')}</sst>`;

const stylesXml = (codes: readonly string[]): string =>
  `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="${codes.length}">${codes
    .map((code, index) => `<numFmt numFmtId="${FIRST_FORMAT + index}" formatCode="${escaped(code)}"/>`)
    .join(
      '',
    )}</numFmts><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="${codes.length + 1}"><xf numFmtId="0"/>${codes
    .map((_, index) => `<xf numFmtId="${FIRST_FORMAT + index}"/>`)
    .join('')}</cellXfs></styleSheet>`;

const workbookXml = (sheets: readonly WrittenSheet[], date1904: boolean): string =>
  `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${sheets
    .map(
      ({ name, isHidden = false }, index) =>
        `<sheet name="${escaped(name)}" sheetId="${index + 7}"${isHidden ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`,
    )
    .join('')}</sheets></workbook>`;

const relationsXml = (relations: readonly (readonly string[])[]): string =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${relations
    .map(
      ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const contentTypes = (sheets: number): string =>
  `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${CONTENT}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${CONTENT}.sharedStrings+xml"/>${Array.from(
    { length: sheets },
    (_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${CONTENT}.worksheet+xml"/>`,
  ).join('')}</Types>`;

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    // What XML cannot hold, or would change.
    .replace(/(?![\t\n])\p{Cc}/gu, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);
