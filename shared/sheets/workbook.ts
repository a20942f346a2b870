import { type Sentence, sentence } from '../domain/sentences/sentence.ts';
import type { Archive } from './archive.ts';
import type { DateSystem } from './serial-date.ts';
import { isNamed } from './sheet-names.ts';
import { damaged, notATable, SheetRefused } from './sheet-refused.ts';
import { isTrue, readXml } from './xml.ts';

/** The parts of a workbook that a table is read from, by their names in the archive. */
export interface Workbook {
  readonly sheet: { readonly name: string; readonly part: string };
  /** Names of all visible sheets of cells. */
  readonly sheetNames: readonly string[];
  readonly sharedStrings: string | undefined;
  readonly styles: string | undefined;
  readonly dateSystem: DateSystem;
}

interface Relation {
  readonly id: string;
  /** The last step of its type: `worksheet`. What comes before differs between the forms of the standard. */
  readonly type: string;
  /** Name in the archive. */
  readonly part: string;
}

/** By what an archive holds that is no workbook of the form that is read. */
const OTHERS: readonly { readonly part: string; readonly advice: Sentence }[] = [
  { part: 'xl/workbook.bin', advice: sentence('workbook-binary') },
  { part: 'word/document.xml', advice: sentence('archive-word') },
  { part: 'ppt/presentation.xml', advice: sentence('archive-powerpoint') },
  { part: 'index/document.iwa', advice: sentence('archive-numbers') },
  { part: 'content.xml', advice: sentence('archive-opendocument') },
];

/**
 * Finds the sheet to read: the visible one that is named as one of `names`, or else the first visible one.
 * @throws {SheetRefused}
 */
export async function readWorkbook(archive: Archive, names: readonly string[]): Promise<Workbook> {
  const other = OTHERS.find(({ part }) => archive.has(part) && !archive.has('xl/workbook.xml'));
  if (other) throw new SheetRefused('not-csv', other.advice);
  const root = archive.has('_rels/.rels') ? await readRelations(archive, '') : [];
  const main = root.find(({ type }) => type === 'officeDocument')?.part ?? 'xl/workbook.xml';
  if (!archive.has(main)) {
    throw new SheetRefused('not-csv', sentence('archive-without-workbook'));
  }
  const sheets: { name: string; relation: string; isVisible: boolean }[] = [];
  let dateSystem: DateSystem = '1900';
  await readXml(main, archive.content(main), {
    open(element, attributes) {
      if (element === 'workbookPr' && isTrue(attributes.date1904)) dateSystem = '1904';
      if (element !== 'sheet') return;
      // `sheetId` is another thing; the prefix of the other one is the writer's choice.
      const relation = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1];
      const isVisible = (attributes.state ?? 'visible') === 'visible';
      sheets.push({ name: attributes.name ?? '', relation: relation ?? '', isVisible });
    },
    close() {},
  });
  const relations = await readRelations(archive, main);
  const partOf = (wanted: string) => relations.find(({ type }) => type === wanted)?.part;
  const tables = sheets.flatMap(({ name, relation, isVisible }) => {
    const found = relations.find(({ id }) => id === relation);
    return isVisible && found?.type === 'worksheet' ? [{ name, part: found.part }] : [];
  });
  const sheet = tables.find(({ name }) => isNamed(name, names)) ?? tables[0];
  if (!sheet) throw notATable(sentence('no-visible-sheet'));
  if (!archive.has(sheet.part)) throw damaged(sentence('sheet-missing'));
  const sheetNames = tables.map(({ name }) => name);
  return { sheet, sheetNames, sharedStrings: partOf('sharedStrings'), styles: partOf('styles'), dateSystem };
}

/** @param part whose relations to other parts; '' for the archive's own */
async function readRelations(archive: Archive, part: string): Promise<Relation[]> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const own = `${folder}_rels/${part.slice(folder.length)}.rels`;
  const relations: Relation[] = [];
  await readXml(own, archive.content(own), {
    open(name, { Id = '', Type = '', Target = '', TargetMode }) {
      if (name !== 'Relationship' || TargetMode === 'External') return;
      relations.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), part: partAt(folder, Target) });
    },
    close() {},
  });
  return relations;
}

/** Where a target lies that is named from a folder. */
function partAt(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).replaceAll('\\', '/').split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}
