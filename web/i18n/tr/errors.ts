import type en from '../en/errors.ts';
import type { Translation } from '../translation.ts';

export default {
  title: 'Hatalar',
} as const satisfies Translation<typeof en>;
