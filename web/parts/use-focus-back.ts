import { useEffect, useState } from 'react';

/**
 * For what is there only while it is open: when it goes, the focus goes back to what had it when it came, unless something
 * else has taken it by then.
 */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (document.activeElement === document.body && before instanceof HTMLElement) {
        before.focus({ preventScroll: true });
      }
    },
    [before],
  );
}
