import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { DESTINATIONS } from './destinations.ts';
import classes from './navigation.module.css';

export function Navigation({ onNavigate }: { readonly onNavigate?: () => void }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('nav.label')}>
      <ul className={classes.list}>
        {DESTINATIONS.map(({ path, name, icon: Icon }) => (
          <li key={path}>
            <NavLink to={path} end={path === '/'} className={classes.link ?? ''} onClick={() => onNavigate?.()}>
              <Icon size={18} stroke={1.6} aria-hidden />
              {t(`nav.${name}`)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
