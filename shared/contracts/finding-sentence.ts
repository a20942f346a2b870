import { FILE_SENTENCES } from '../domain/sentences/catalogue.ts';
import { type Filling, type Sentence, sentence } from '../domain/sentences/sentence.ts';
import { literal } from '../sql/quoting.ts';
import { sentenceSql } from '../sql/sentence-sql.ts';
import { visibleText, visibleTextSql } from './characters.ts';
import { expectedBy, type Rule } from './rules.ts';

/**
 * What a finding tells its reader: the rule, and what this row has instead. Nothing of a bank's data in it is invisible.
 * @param detail what only the check knows, in the English in which it is stored: the number of cells found, the row that had
 *   the key first
 */
export function findingSentence(rule: Rule, rawValue: string | null, detail: string): Sentence {
  const { errorType, sentence: said } = rule;
  if (errorType === 'REQUIRED' || (errorType === 'STRUCTURE' && detail === '')) return expectedBy(rule);
  if (errorType === 'STRUCTURE') return sentence('rule-broken-by-row', { rule: said, found: foundIn(detail) });
  if (detail === FILE_SENTENCES['found-private']) return sentence('rule-broken-privately', { rule: said });
  if (errorType === 'DUPLICATE') return sentence('rule-broken-by-row', { rule: said, found: heldAlready(detail) });
  const besides = detail === '' ? undefined : besidesIn(rule, detail);
  if (rawValue === null) {
    return besides === undefined
      ? sentence('rule-broken-by-absence', { rule: said })
      : sentence('rule-broken-by-absence-beside', { rule: said, besides });
  }
  const value = shownText(rawValue);
  return besides === undefined
    ? sentence('rule-broken-by-value', { rule: said, value })
    : sentence('rule-broken-by-value-beside', { rule: said, value, besides });
}

/** What is found in a row that leaves open nothing but numbers. */
const FOUND = [
  'found-cells',
  'found-nameless-column',
  'found-earlier-reason',
  'found-bytes',
  'found-header',
  'found-total',
  'found-note',
] as const;

const LOOKS = ['identifier-damaged-look', 'identifier-rounded-look', 'identifier-placeholder-look'] as const;

const foundIn = (detail: string): Filling => readBack(FOUND, detail) ?? detail;

/** Who has a key already: `12`, `a live row has it already`, `3 rows have it`; and how it came to be repeated, behind "; ". */
function heldAlready(detail: string): Filling {
  const [holder = '', shownLook] = detail.split('; ');
  const look = shownLook && (readBack(LOOKS, shownLook) ?? shownLook);
  const row = /^\d+$/.test(holder) ? Number(holder) : undefined;
  if (row !== undefined) {
    return look
      ? sentence('found-in-row-look', { row_number: row, look })
      : sentence('found-in-row', { row_number: row });
  }
  if (holder === FILE_SENTENCES['found-live']) {
    return look ? sentence('found-live-look', { look }) : sentence('found-live');
  }
  return readBack(['found-in-rows'], detail) ?? `${holder}${shownLook ? ` (${shownLook})` : ''}`;
}

/** The other cells that a rule read: `a is "1", b is "2"`. A value may hold what stands between two. */
function besidesIn({ fields }: Rule, detail: string): Filling {
  const shown = visibleText(detail);
  const others = fields.slice(1);
  const found: Sentence[] = [];
  let rest = shown;
  for (const [index, column] of others.entries()) {
    const next = others[index + 1];
    const end = next === undefined ? rest.length - 1 : rest.indexOf(`", ${next} is "`);
    const start = `${column} is "`.length;
    const said = sentence('found-beside', { column, value: rest.slice(start, Math.max(start, end)) });
    if (!rest.startsWith(said.text)) return shown;
    found.push(said);
    rest = rest.slice(said.text.length + (next === undefined ? 0 : ', '.length));
  }
  return found.length > 0 && rest === '' ? found : shown;
}

/** How the other cells that a rule read are stored as the detail of a finding. */
export const besidesDetail = (columns: readonly string[], cellOf: (column: string) => string): string =>
  columns.map((column) => sentence('found-beside', { column, value: cellOf(column) }).text).join(', ');

/** {@link besidesDetail} in the engine; an empty text where there are none. */
export function besidesDetailSql(columns: readonly string[], cellOf: (column: string) => string): string {
  const cells = columns.map((column) =>
    sentenceSql('found-beside', { column: literal(column), value: cellOf(column) }),
  );
  return cells.length > 1 ? `concat(${cells.join(", ', ', ")})` : (cells[0] ?? "''");
}

type Numbered = (typeof FOUND)[number] | (typeof LOOKS)[number] | 'found-in-rows';

const SLOT = /\\\{([a-z_]+)\\\}/g;
/** What a sentence looks like that leaves open nothing but numbers. */
const patternOf = (text: string): RegExp =>
  new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(SLOT, '(?<$1>\\d+)')}$`);
const patterns = new Map<Numbered, readonly RegExp[]>();

function patternsOf(id: Numbered): readonly RegExp[] {
  let known = patterns.get(id);
  if (!known) {
    const words = FILE_SENTENCES[id];
    known = (typeof words === 'string' ? [words] : [words.one, words.other]).map(patternOf);
    patterns.set(id, known);
  }
  return known;
}

/** The sentence that a stored text was made from. */
function readBack(ids: readonly Numbered[], text: string): Sentence | undefined {
  for (const id of ids) {
    for (const pattern of patternsOf(id)) {
      const match = pattern.exec(text);
      if (!match) continue;
      const numbers = Object.entries(match.groups ?? {}).map(([name, digits]) => [name, Number(digits)]);
      // Whether these are what it leaves open, the pattern says.
      const said = (sentence as (id: Numbered, numbers: object) => Sentence)(id, Object.fromEntries(numbers));
      if (said.text === text) return said;
    }
  }
  return undefined;
}

const MOST_CHARACTERS_SHOWN = 80;

function shownText(value: string): string {
  const characters = value.length > MOST_CHARACTERS_SHOWN ? [...value] : [];
  const isLong = characters.length > MOST_CHARACTERS_SHOWN;
  return visibleText(isLong ? `${characters.slice(0, MOST_CHARACTERS_SHOWN).join('')}…` : value);
}

/** What a message says of a value. */
export const shownValue = (value: string): string => `got "${shownText(value)}"`;

/** {@link shownValue} in the engine. */
export function shownValueSql(value: string): string {
  const shortened = `if(lengthUTF8(${value}) > ${MOST_CHARACTERS_SHOWN}, concat(substringUTF8(${value}, 1, ${MOST_CHARACTERS_SHOWN}), '…'), ${value})`;
  return `concat('got "', ${visibleTextSql(shortened)}, '"')`;
}
