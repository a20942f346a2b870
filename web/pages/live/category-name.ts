import { useTranslation } from 'react-i18next';
import type { Stream } from '../../api/queries/streams.ts';

/** What a category is called: where an event has none, that is said in the reader's language. */
export function useCategoryName({ category: { otherwise } }: Stream): (category: string) => string {
  const { t } = useTranslation('live');
  return (category) => (category === otherwise ? t('categories.otherwise') : category);
}
