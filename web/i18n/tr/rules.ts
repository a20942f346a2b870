import type en from '../en/rules.ts';
import type { Translation } from '../translation.ts';

export default {
  title: 'Kurallar',
} as const satisfies Translation<typeof en>;
