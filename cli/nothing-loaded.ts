import type { SyncLog } from '../shared/domain/sync.ts';

/** Why nothing that a sync rejected can be corrected: it loaded nothing that could be. In the words of the page. */
export function whyNothingLoaded({
  status,
  validate_only,
  publication,
}: Pick<SyncLog, 'status' | 'validate_only' | 'publication'>): string | undefined {
  if (status === 'FAILED') {
    return 'Nothing of this sync was loaded, so there is nothing to correct. Fix the file and upload the whole file again.';
  }
  if (validate_only) return 'This sync only validated the files. Fix them and upload the whole files.';
  if (publication === 'discarded') return 'This load was discarded. Fix the file and upload the whole file again.';
  return undefined;
}
