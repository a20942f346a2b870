import { FILE_SENTENCES } from '../domain/sentences/catalogue.ts';
import type { Fillings } from '../domain/sentences/sentence.ts';
import { literal } from './quoting.ts';

/** A sentence of the service as SQL puts it into English, of what it leaves open as expressions of text. */
export function sentenceSql<Id extends keyof typeof FILE_SENTENCES>(
  id: Id,
  fillings: { readonly [Slot in keyof Fillings<(typeof FILE_SENTENCES)[Id]>]: string },
): string {
  const words = FILE_SENTENCES[id];
  if (typeof words === 'string') return textSql(words, fillings);
  return `if(${(fillings as Record<string, string>).count} = '1', ${textSql(words.one, fillings)}, ${textSql(words.other, fillings)})`;
}

function textSql(text: string, fillings: Readonly<Record<string, string>>): string {
  const pieces = text
    .split(/(\{[a-z_]+\})/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece.startsWith('{') ? fillings[piece.slice(1, -1)]! : literal(piece)));
  return pieces.length === 1 ? pieces[0]! : `concat(${pieces.join(', ')})`;
}
