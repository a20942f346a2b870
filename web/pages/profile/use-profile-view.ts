import { useEffect, useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { useDataset } from '../../datasets/use-dataset.ts';
import { type ProfileView, readView, writeView } from './profile-view.ts';

/** The view that the address holds, and what changes it. */
export function useProfileView(): readonly [view: ProfileView, change: (changes: Partial<ProfileView>) => void] {
  const dataset = useDataset();
  const [parameters, setParameters] = useSearchParams();
  const view = useMemo(() => readView(dataset, parameters), [dataset, parameters]);
  // What was asked for last: the address shows it a moment later, and the next change builds on it.
  const asked = useRef(view);
  useEffect(() => {
    asked.current = view;
  }, [view]);
  return [
    view,
    (changes) => {
      asked.current = { ...asked.current, ...changes };
      // A search is typed letter by letter, and details are opened one after the other: no entry in the history for each.
      const replace = 'search' in changes || 'open' in changes;
      setParameters(writeView(asked.current), { replace, preventScrollReset: true });
    },
  ];
}
