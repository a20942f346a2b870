import { SOURCES_KEY } from '../../api/queries/sources.ts';
import { type ToldChangeOptions, useToldChange } from '../../parts/use-told-change.ts';

/** Changes something about a source, and shows it wherever sources are shown. */
export const useSourceChange = <R, T = void>(options: ToldChangeOptions<T, R>) =>
  useToldChange({ ...options, affects: [SOURCES_KEY] });
