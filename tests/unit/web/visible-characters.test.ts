import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visiblePieces } from '../../../web/format/visible-characters.ts';

const shown = (value: string) =>
  visiblePieces(value).map((piece) => ('text' in piece ? piece.text : `[${piece.name}]`));

describe('bank data', () => {
  it('is text, markup and all', () => {
    expect(shown('<img src=x onerror=alert(1)>')).toEqual(['<img src=x onerror=alert(1)>']);
    expect(shown('Şükrü 123,45')).toEqual(['Şükrü 123,45']);
  });

  it.each([
    ['a\tb\r\n', ['a', '[tab]', 'b', '[carriage return]', '[line feed]']],
    [' 12 3 ', ['[space]', '12 3', '[space]']],
    ['1\u00a0000', ['1', '[no-break space]', '000']],
    ['\ufeffid', ['[byte order mark]', 'id']],
    ['a\u202ecod.exe', ['a', '[U+202E]', 'cod.exe']],
    ['\u0000\u007f\ufffd', ['[U+0000]', '[U+007F]', '[unreadable byte]']],
    ['', []],
  ])('%j hides nothing', (value, pieces) => {
    expect(shown(value)).toEqual(pieces);
  });

  it('loses no character, and shows a sign for each that cannot be seen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const pieces = visiblePieces(value);
        const length = pieces.reduce((sum, piece) => sum + ('text' in piece ? [...piece.text].length : 1), 0);
        expect(length).toBe([...value].length);
        const plain = pieces.map((piece) => ('text' in piece ? piece.text : '')).join('');
        expect(/[\p{Cc}\p{Cf}\u00a0]/u.test(plain)).toBe(false);
      }),
    );
  });
});
