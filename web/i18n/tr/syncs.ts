import type en from '../en/syncs.ts';
import type { Translation } from '../translation.ts';

export default {
  title: 'Eşitlemeler',
} as const satisfies Translation<typeof en>;
