import { useTranslation } from 'react-i18next';

/** Why a trade failed, as a sentence; undefined for a reason of a later release. */
export function useReasonWords(): (reason: string) => string | undefined {
  const { t } = useTranslation('trades');
  return (reason) => {
    switch (reason) {
      case 'INSUFFICIENT_FUNDS':
      case 'CLIENT_SUSPENDED':
      case 'NO_RATE':
        return t(`reason.${reason}`);
      default:
        return undefined;
    }
  };
}
