import type en from '../en/upload.ts';
import type { Translation } from '../translation.ts';

export default {
  title: 'Yükleme',
} as const satisfies Translation<typeof en>;
