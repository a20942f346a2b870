import { useLocation, useSearchParams } from 'react-router';

/**
 * What a reader has chosen on a page, kept in its address: a copied link shows exactly this view.
 * @returns the choices, and what makes the handler of one; null takes a choice back
 */
export function useViewChoice() {
  const [params, setParams] = useSearchParams();
  // Where the page was opened from stays known.
  const { state } = useLocation();
  const choose = (name: string) => (value: string | null) =>
    setParams(
      () => {
        // The address itself: another choice may have been made since this was drawn.
        const after = new URLSearchParams(window.location.search);
        if (value) after.set(name, value);
        else after.delete(name);
        return after;
      },
      { replace: true, state },
    );
  return { params, choose };
}
