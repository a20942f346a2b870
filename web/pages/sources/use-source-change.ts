import { SOURCES_KEY } from '../../api/queries/sources.ts';
import { type ChangeOptions, useChange } from '../../api/use-change.ts';

/** Changes something about a source, and shows it wherever sources are shown. */
export const useSourceChange = <R, T = void>(options: Omit<ChangeOptions<T, R>, 'affects'>) =>
  useChange<R, T>({ ...options, affects: [SOURCES_KEY] });
