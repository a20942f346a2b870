import { useState } from 'react';

interface Followed<T> {
  /** The value that came last. */
  readonly given: T;
  /** What the control shows. */
  readonly value: T;
  /** What was chosen and has not come back yet, as text, the oldest first. */
  readonly onTheWay: readonly string[];
}

/**
 * A value that the address holds and a control changes. The address follows a moment later, so the control keeps what was
 * chosen meanwhile: nothing typed or ticked is lost, however fast.
 */
export function useFollowed<T>(
  given: T,
  onChange: (value: T) => void,
): readonly [value: T, change: (value: T) => void] {
  const [state, setState] = useState<Followed<T>>({ given, value: given, onTheWay: [] });
  const followed = follow(state, given);
  if (followed !== state) setState(followed);
  return [
    followed.value,
    (value) => {
      setState((before) => ({ ...before, value, onTheWay: [...before.onTheWay, JSON.stringify(value)] }));
      onChange(value);
    },
  ];
}

/** What has come is either something chosen here, on its way back, or news from elsewhere. */
export function follow<T>(state: Followed<T>, given: T): Followed<T> {
  const text = JSON.stringify(given);
  if (text === JSON.stringify(state.given)) return state;
  const at = state.onTheWay.indexOf(text);
  return at < 0
    ? { given, value: given, onTheWay: [] }
    : { given, value: state.value, onTheWay: state.onTheWay.slice(at + 1) };
}
