/** Control characters but for tab and line breaks, and halves of surrogate pairs: Postgres and ClickHouse do not take all of them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\p{Cs}/u;

/** Whether a text can be compared with what is stored, whichever database holds that. */
export const isPlainText = (text: string): boolean => !UNFIT.test(text);

/** Every text anywhere in a value, the names of fields included, with the path to it. Iterative: nesting costs no stack. */
export function* textsIn(value: unknown): Generator<readonly [path: string, text: string]> {
  const pending: (readonly [path: string, value: unknown])[] = [['', value]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [path, inner] = next;
    if (typeof inner === 'string') yield [path, inner];
    else if (Array.isArray(inner))
      for (const [index, item] of inner.entries()) pending.push([`${path}[${index}]`, item]);
    else if (typeof inner === 'object' && inner !== null) {
      for (const [name, item] of Object.entries(inner)) {
        const at = path === '' ? name : `${path}.${name}`;
        yield [at, name];
        pending.push([at, item]);
      }
    }
  }
}
