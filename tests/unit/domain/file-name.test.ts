import { expect, test } from 'vitest';
import { fileNameFault } from '../../../shared/domain/file-name.ts';
import { newUpload } from '../../../shared/domain/upload.ts';

const upload = (file_name: string) => ({ file_type: 'credit', file_name, size_bytes: 1 });

test.each([
  'credits.csv',
  'kredi dosyası (Şubat).csv.gz',
  '大口.csv',
  ' x ',
  'e\u0301.csv',
  '\u{1f600}'.repeat(255),
  'ş'.repeat(255),
  'a\u200db',
])('%j is a name', (name) => {
  expect(fileNameFault(name)).toBeUndefined();
  expect(newUpload.safeParse(upload(name)).success).toBe(true);
});

test.each([
  ['', 'format', /can be seen/],
  [' \u00a0\u3000', 'format', /can be seen/],
  ['\u200b\u200d\ufeff', 'format', /can be seen/],
  ['\u2800\u3164', 'format', /can be seen/],
  ['a\u0000', 'format', /control/],
  ['a\nb', 'format', /control/],
  ['a\u0085b', 'format', /control/],
  ['a\u2028b', 'format', /control/],
  ['a\ud800b', 'format', /control/],
  ['\u202evsc.exe', 'format', /direction/],
  ['a\u2066b\u2069', 'format', /direction/],
  ['a\u200fb', 'format', /direction/],
  ['a\u061cb', 'format', /direction/],
  ['x'.repeat(256), 'range', /at most 255 characters/],
  ['\u{1f600}'.repeat(256), 'range', /at most 255 characters/],
  ['x'.repeat(1_000_000), 'range', /at most 255 characters/],
])('%j is none', (name, code, detail) => {
  const fault = fileNameFault(name);
  expect(fault).toMatchObject({ code, detail: expect.stringMatching(detail) });
  const { error } = newUpload.safeParse(upload(name));
  expect(error?.issues).toEqual([
    expect.objectContaining({ path: ['file_name'], message: fault?.detail, params: { code, message: fault?.message } }),
  ]);
});
