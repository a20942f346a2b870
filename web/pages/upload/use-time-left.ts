import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format/use-formats.ts';

/** Nobody plans by seconds that jump: above this, whole minutes. */
const EXACT_BELOW_MS = 90_000;

/** "2 min left"; undefined as long as nobody can say. @param rate bytes a second */
export function useTimeLeft(bytes: number, rate: number | undefined): string | undefined {
  const { t } = useTranslation('upload');
  const formats = useFormats();
  if (rate === undefined || rate <= 0 || bytes <= 0) return undefined;
  const exact = (bytes / rate) * 1000;
  const rounded = exact < EXACT_BELOW_MS ? Math.ceil(exact / 1000) * 1000 : Math.ceil(exact / 60_000) * 60_000;
  return t('sending.left', { time: formats.duration(rounded) });
}
