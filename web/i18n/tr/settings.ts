import type en from '../en/settings.ts';
import type { Translation } from '../translation.ts';

export default {
  title: 'Ayarlar',
} as const satisfies Translation<typeof en>;
