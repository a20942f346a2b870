import { useLocation, useSearchParams } from 'react-router';
import { type CompanyView, readCompanyView } from './company-view.ts';

/** Parameters of the address with their new values; null takes one away. */
export type ViewChange = Readonly<Record<string, string | null>>;

export interface ChosenView {
  readonly view: CompanyView;
  /** As the fields have them: a day that is being typed is none yet. */
  readonly typed: URLSearchParams;
  readonly change: (change: ViewChange) => void;
  /** The same as a step that the browser's Back takes back. */
  readonly step: (change: ViewChange) => void;
}

/** What a reader has chosen on the page of a company, kept in its address. */
export function useCompanyView(): ChosenView {
  const [typed, setParams] = useSearchParams();
  // Where the page was opened from stays known.
  const { state } = useLocation();
  const set = (change: ViewChange, replace: boolean) =>
    setParams(
      () => {
        // The address itself: another choice may have been made since this was drawn.
        const after = new URLSearchParams(window.location.search);
        for (const [name, value] of Object.entries(change)) {
          if (value) after.set(name, value);
          else after.delete(name);
        }
        return after;
      },
      { replace, state, preventScrollReset: true },
    );
  return {
    view: readCompanyView(typed),
    typed,
    change: (change) => set(change, true),
    step: (change) => set(change, false),
  };
}
