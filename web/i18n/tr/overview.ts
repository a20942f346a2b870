import type en from '../en/overview.ts';
import type { Translation } from '../translation.ts';

export default {
  title: 'Genel bakış',
} as const satisfies Translation<typeof en>;
