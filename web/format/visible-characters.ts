import { codePointName, hasHidden } from '../../shared/contracts/characters.ts';

/** A piece of bank data: text as it is, or one character that a reader could not see, with a sign for it. */
export type Piece = { readonly text: string } | { readonly sign: string; readonly name: string };

const NAMES: Readonly<Record<string, readonly [sign: string, name: string]>> = {
  '\t': ['⇥', 'tab'],
  '\n': ['↵', 'line feed'],
  '\r': ['␍', 'carriage return'],
  '\u00a0': ['⍽', 'no-break space'],
  '\u00ad': ['‐', 'soft hyphen'],
  '\u200b': ['∅', 'zero-width space'],
  '\u200c': ['∅', 'zero-width non-joiner'],
  '\u200d': ['∅', 'zero-width joiner'],
  '\u2028': ['↵', 'line separator'],
  '\u2029': ['¶', 'paragraph separator'],
  '\ufeff': ['∅', 'byte order mark'],
  '\ufffd': ['�', 'unreadable byte'],
};

const EDGE_SPACES = /^ +| +$/g;

/** Splits bank data, by the rule of the service's own messages, so that nothing in it is invisible: control characters, odd spaces, spaces at the edges. */
export function visiblePieces(value: string): Piece[] {
  const edges = new Set(
    [...value.matchAll(EDGE_SPACES)].flatMap(({ index, 0: run }) => [...run].map((_, at) => index + at)),
  );
  const pieces: Piece[] = [];
  let plain = '';
  let position = 0;
  const flush = () => {
    if (plain !== '') pieces.push({ text: plain });
    plain = '';
  };
  for (const character of value) {
    if (edges.has(position)) {
      flush();
      pieces.push({ sign: '␣', name: 'space' });
    } else if (hasHidden(character)) {
      flush();
      pieces.push(signOf(character));
    } else plain += character;
    position += character.length;
  }
  flush();
  return pieces;
}

function signOf(character: string): Piece {
  const known = NAMES[character];
  if (known) return { sign: known[0], name: known[1] };
  const code = character.codePointAt(0) ?? 0;
  const name = codePointName(code);
  // Unicode has pictures of the first 32 and of DEL.
  if (code < 0x20) return { sign: String.fromCodePoint(0x2400 + code), name };
  return { sign: code === 0x7f ? '␡' : '�', name };
}
