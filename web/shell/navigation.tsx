import { useTranslation } from 'react-i18next';
import { NavLink, useLocation } from 'react-router';
import { datasetIn, pathOf } from '../datasets/use-dataset.ts';
import { useDestinations } from './destinations.ts';
import classes from './navigation.module.css';

export function Navigation({ onNavigate }: { readonly onNavigate?: () => void }) {
  const { t } = useTranslation();
  const destinations = useDestinations();
  const dataset = datasetIn(useLocation().pathname);
  // Where none is open there is nothing to lead to.
  if (!dataset) return null;
  return (
    <nav aria-label={t('nav.label')}>
      <ul className={classes.list}>
        {destinations(dataset).map(({ page, label, icon: Icon }) => (
          <li key={page}>
            <NavLink
              to={pathOf(dataset.name, page)}
              end={page === ''}
              className={classes.link ?? ''}
              onClick={() => onNavigate?.()}
            >
              <Icon size={18} stroke={1.6} aria-hidden />
              {label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
