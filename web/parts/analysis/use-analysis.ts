import { useQuery } from '@tanstack/react-query';
import type { SliceName } from '../../../shared/domain/slice.ts';
import { sliceText } from '../../../shared/domain/slice.ts';
import { type AnalysisParameters, analysisQuery } from '../../api/queries/analyses.ts';
import { useLiveBooks } from '../../api/queries/publications.ts';

/** The answer to an analysis of what is live, asked again when that changes; null where nothing is. */
export function useAnalysis(slice: SliceName, name: string, parameters: AnalysisParameters) {
  const books = useLiveBooks([slice]);
  const batchId = books?.[sliceText(slice)]?.batch_id ?? 'none';
  return useQuery({ ...analysisQuery(slice, name, parameters, batchId), enabled: books !== undefined });
}
