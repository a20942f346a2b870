import { useTranslation } from 'react-i18next';
import classes from './brand.module.css';

/** The name, with its mark: three layers of a portfolio. */
export function Brand() {
  const { t } = useTranslation();
  return (
    <span className={classes.brand}>
      <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
        <rect width="32" height="32" rx="7" fill="#0f4c5c" />
        <g fill="#fff">
          <rect x="7" y="8" width="18" height="3.4" rx="1" />
          <rect x="7" y="14.3" width="13" height="3.4" rx="1" opacity=".75" />
          <rect x="7" y="20.6" width="8" height="3.4" rx="1" opacity=".5" />
        </g>
      </svg>
      {t('app.name')}
    </span>
  );
}
