import type en from '../en/data.ts';
import type { Translation } from '../translation.ts';

export default {
  title: 'Veri',
} as const satisfies Translation<typeof en>;
