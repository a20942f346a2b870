import { Text } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import type { Dataset } from '../../shared/contracts/contract.ts';
import { pathOf } from '../datasets/use-dataset.ts';
import { useDestinations, useMediatorDestinations } from './destinations.ts';
import classes from './navigation.module.css';

export interface NavigationProps {
  /** Undefined where none is open: then there is nothing of one to lead to. */
  readonly dataset: Dataset | undefined;
  readonly onNavigate?: () => void;
}

export function Navigation({ dataset, onNavigate }: NavigationProps) {
  const { t } = useTranslation();
  const destinations = useDestinations();
  const ofMediator = useMediatorDestinations();
  const section = useId();
  return (
    <nav aria-label={t('nav.label')}>
      {dataset && (
        <ul className={classes.list}>
          {destinations(dataset).map(({ page, ...place }) => (
            <Place key={page} {...place} to={pathOf(dataset.name, page)} end={page === ''} onNavigate={onNavigate} />
          ))}
        </ul>
      )}
      <Text id={section} size="xs" c="dimmed" fw={600} className={classes.section ?? ''}>
        {t('nav.mediator')}
      </Text>
      <ul className={classes.list} aria-labelledby={section}>
        {ofMediator.map((place) => (
          <Place key={place.to} {...place} onNavigate={onNavigate} />
        ))}
      </ul>
    </nav>
  );
}

interface PlaceProps extends Omit<ReturnType<typeof useMediatorDestinations>[number], 'page'> {
  /** Whether pages below it are not of it. */
  readonly end?: boolean;
  readonly onNavigate: (() => void) | undefined;
}

function Place({ to, label, icon: Icon, end = false, onNavigate }: PlaceProps) {
  return (
    <li>
      <NavLink to={to} end={end} className={classes.link ?? ''} onClick={() => onNavigate?.()}>
        <Icon size={18} stroke={1.6} aria-hidden />
        {label}
      </NavLink>
    </li>
  );
}
