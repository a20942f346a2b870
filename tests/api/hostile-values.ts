/** Values that nothing should choke on, for every place in which a client can say something. */

const deep = (levels: number): unknown => {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { x: value };
  return value;
};

/** What no calendar has, or no database. */
const TIMES = [
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  '1899-12-31T23:59:59Z',
  '2300-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '10000-01-01T00:00:00Z',
  '+010000-01-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  `2026-03-02T09:30:00.${'1'.repeat(500)}Z`,
  '0000-01-01',
  '10000-01-01',
];
const NUMBERS = [
  '0',
  '-0',
  '-1',
  '1.5',
  '1e400',
  'NaN',
  'Infinity',
  '0x10',
  '2147483648',
  '4294967296',
  '9'.repeat(40),
];
const TEXTS = [
  '',
  ' ',
  'null',
  'undefined',
  '[]',
  '{}',
  '../../../etc/passwd',
  "' OR 1=1 --",
  '{x:String}',
  '__proto__',
  'constructor',
  'a,b,,c',
  'x'.repeat(5000),
  '\u{1f600}'.repeat(300),
  '\u202ecsv.exe',
  '\u200b\u3164',
];
const UNFIT = ['\u0000', 'a\u0000b', '\u0001\u001b[31m', '\u007f', '\u0085', 'a\nb\tc'];

/** In the form in which a path, a query or a form has it. Some are no UTF-8, or no escapes. */
export const ESCAPED: readonly string[] = [
  ...[...TIMES, ...NUMBERS, ...TEXTS, ...UNFIT].map((text) => encodeURIComponent(text)),
  '%ff',
  '%c0%80',
  '%ed%a0%80',
  '%f4%90%80%80',
  '%',
  '%zz',
  '%u0041',
  'a%00',
  '+',
  '%2e%2e',
];

/** As a field of a body. Halves of surrogate pairs are written as escapes. */
export const FIELDS: readonly unknown[] = [
  ...TIMES,
  ...NUMBERS,
  ...TEXTS,
  ...UNFIT,
  '\ud800',
  'a\udfffb',
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  1e308,
  [],
  [[]],
  {},
  { x: 1 },
  JSON.parse('{"__proto__":{"x":1}}'),
  deep(20),
  deep(500),
  Array.from({ length: 3000 }, (_, index) => index),
  Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`k${index}`, '1'])),
];

/** Whole bodies. */
export const BODIES: readonly (string | Buffer)[] = [
  '',
  ' ',
  'null',
  'true',
  '1',
  '"x"',
  '[]',
  '{',
  '{"a":1,}',
  '{}{}',
  '\ufeff{}',
  '\u0000',
  '{"\u0000":1}',
  '{"\\u0000":"\\ud800"}',
  Buffer.from([0x7b, 0xff, 0x7d]),
  Buffer.from('{"x":"\u0141"}', 'utf16le'),
  '['.repeat(3000),
  '['.repeat(200_000),
  `{"x":${'['.repeat(1500)}${']'.repeat(1500)}}`,
  `{"x":${'{"x":'.repeat(100_000)}1${'}'.repeat(100_000)}}`,
  `[${'0,'.repeat(25_000)}0]`,
  `[${'0,'.repeat(900_000)}0]`,
  `{${Array.from({ length: 250 }, (_, index) => `"unknown${index}":1`).join()}}`,
  `{${Array.from({ length: 3800 }, (_, index) => `"k${index}":${index}`).join()}}`,
  `{${Array.from({ length: 150_000 }, (_, index) => `"k${index}":1`).join()}}`,
  `{"${'x'.repeat(60_000)}":1}`,
  `{"${'x'.repeat(1_900_000)}":1}`,
  `{"x":"${'\\u0001'.repeat(500)}"}`,
  `{"${'\\u0001'.repeat(500)}":1}`,
];

/** Header by header. Bytes beyond ASCII go out as Latin-1. */
export const HEADERS: readonly Readonly<Record<string, string>>[] = [
  { 'Idempotency-Key': '' },
  { 'Idempotency-Key': 'k\u00e9y' },
  { 'Idempotency-Key': 'a b' },
  { 'Idempotency-Key': 'x'.repeat(5000) },
  { traceparent: '00-00000000000000000000000000000000-0000000000000000-00' },
  { traceparent: '\u00ff'.repeat(300) },
  { traceparent: `00-${'f'.repeat(32)}-${'f'.repeat(16)}-01`, tracestate: 'a='.repeat(1000) },
  { 'Content-Type': 'application/json; charset=\u00e9' },
  { 'Content-Type': 'application/json;'.repeat(200) },
  { 'Content-Type': 'multipart/form-data; boundary=x' },
  { Accept: 'q=;;,'.repeat(500) },
  { 'Accept-Encoding': 'gzip;q=x, *;q=-1' },
  { 'X-Request-Id': 'x'.repeat(3000) },
  { 'X-Forwarded-For': '\u00e9, ::1, 999.9.9.9' },
  { 'X-Tranche-Client': '%00', 'X-Tranche-Edge': 'x' },
];

/** Credentials that are none. */
export const CREDENTIALS: readonly string[] = [
  '',
  'Api-Key',
  'Api-Key \u00e9',
  `Api-Key sk_live_${'0'.repeat(48)}`,
  `Api-Key sk_live_${'0'.repeat(5000)}`,
  'Bearer ..',
  `Bearer ${'e30'.repeat(1000)}.e30.e30`,
  'Bearer eyJhbGciOiJub25lIn0.e30.',
  'Basic eDp4',
];
