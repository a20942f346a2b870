import type { OutgoingFile } from './bank.ts';
import { creditRows, headerOf, lineOf } from './files.ts';

export const header = headerOf('credit', 'RETAIL');
export const rows = creditRows('RETAIL', 6);
export const lines = rows.map((row) => lineOf('credit', 'RETAIL', row));
export const sound = [header, ...lines, ''].join('\n');
export const columns = header.split(';');
export const withColumns = (change: (cells: string[], isHeader: boolean) => string[]): string =>
  [header, ...lines].map((line, index) => change(line.split(';'), index === 0).join(';')).join('\n');

export const credits = (content: string | Buffer, more: Partial<OutgoingFile> = {}): OutgoingFile => ({
  slice: 'RETAIL',
  fileType: 'credit',
  content,
  ...more,
});

/** Just enough of a ZIP archive to be one. */
export const zip = Buffer.concat([Buffer.from('504b0304140000000800', 'hex'), Buffer.alloc(200, 7)]);

/** Turkish letters as Windows-1254 has them, and as nobody else. */
export const windows1254 = (text: string): Buffer =>
  Buffer.from(
    text.replace(/[ĞİŞğış]/g, (letter) =>
      String.fromCharCode({ Ğ: 0xd0, İ: 0xdd, Ş: 0xde, ğ: 0xf0, ı: 0xfd, ş: 0xfe }[letter] ?? 0),
    ),
    'latin1',
  );
export const turkish = rows.map((row) => lineOf('credit', 'RETAIL', { ...row, customer_province_code: 'İĞDIR Şişli' }));
