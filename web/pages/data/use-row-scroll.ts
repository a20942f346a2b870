import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { ScrollScale, type ScrollState } from './scroll-scale.ts';

export interface RowScroll {
  /** Pixels of the list above the view. */
  readonly offset: number;
  /** Pixels of the list in the view. */
  readonly view: number;
  /** To be taken off the place of a row in the list, for its place in the element. */
  readonly shift: number;
  /** Of the element that the rows are in. */
  readonly height: number;
  /** Scrolls so that a row is in the view, or on top of it. */
  readonly showRow: (row: number, align: 'auto' | 'start') => void;
}

interface Options {
  readonly rows: number;
  readonly rowHeight: number;
  /** Of what covers the top of the container. */
  readonly headHeight: number;
}

/** Scrolls rows of one height, of any number, in a container. */
export function useRowScroll(
  container: RefObject<HTMLElement | null>,
  { rows, rowHeight, headHeight }: Options,
): RowScroll {
  const [view, setView] = useState(0);
  const [state, setState] = useState<ScrollState>({ offset: 0, top: 0 });
  // What was set last: a second movement may come before it was drawn.
  const latest = useRef(state);
  const scale = useMemo(() => new ScrollScale(rows * rowHeight, view), [rows, rowHeight, view]);
  const become = useCallback(
    (next: ScrollState) => {
      const element = container.current;
      if (!element) return;
      if (element.scrollTop !== next.top) element.scrollTop = next.top;
      latest.current = next;
      setState(next);
    },
    [container],
  );
  useLayoutEffect(() => {
    const element = container.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setView(element.clientHeight - headHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, [container, headHeight]);
  // The list has become longer or shorter, or the view higher: what is in it stays.
  useLayoutEffect(() => become(scale.at(latest.current.offset)), [scale, become]);
  useEffect(() => {
    const element = container.current;
    if (!element) return;
    const onScroll = () => {
      if (element.scrollTop !== latest.current.top) become(scale.moved(latest.current, element.scrollTop));
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, [container, scale, become]);
  const showRow = useCallback(
    (row: number, align: 'auto' | 'start') => {
      const top = row * rowHeight;
      const { offset } = latest.current;
      if (align === 'start' || top < offset) become(scale.at(top));
      else if (top + rowHeight > offset + view) become(scale.at(top + rowHeight - view));
    },
    [scale, become, view, rowHeight],
  );
  return { offset: state.offset, view, shift: state.offset - state.top, height: scale.height, showRow };
}
