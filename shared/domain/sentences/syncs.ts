/** Why a sync failed, and what it notes. */
export const syncSentences = {
  'too-many-rejected':
    '{rejected} of {rows} rows of the {file_type} file were rejected: more than the {share} % that this configuration allows. Nothing was published; the data before is in place.',
  'too-many-rejected-of-files':
    '{files} were rejected: more than the {share} % of a file that this configuration allows. Nothing was published; the data before is in place.',
  'rejected-of-file': '{rejected} of {rows} rows of the {file_type} file',
  'too-many-rejected-of-all':
    '{rejected} of {rows} rows of all files together were rejected: more than the {share} % that this configuration allows. Nothing was published; the data before is in place.',
  'no-valid-row': 'No row of the {file_type} file is valid. The data before is in place.',
  'too-many-removed':
    '{removals} are not in the new file: more than the {share} % that this configuration lets vanish. Nothing was published; the files stay staged, held.',
  'removed-rows': '{removed} of {live} live {file_type} rows',
  'control-totals-differ':
    'Of the {file_type} file, {differences}. Nothing was published; the data before is in place.',
  'control-totals-of-upload-differ':
    'Of the {file_type} file (upload {upload_id}), {differences}. Nothing was published; the data before is in place.',
  'rows-differ': '{announced} rows were announced, and the file has {found}',
  'sum-differs': '{column} was announced to add up to {announced}, and it adds up to {found}',
  'sum-differs-and-cells-unreadable':
    '{column} was announced to add up to {announced}, and it adds up to {found}, without {cells} cells that are no number',
  'upload-gone': 'The upload {upload_id} is not there any more.',
  'file-changed':
    'The {file_type} file was overwritten or deleted after it was staged. Start a new upload for the new file.',
  'private-file-gone': {
    one: 'The live {file_type} rows are hashed under a former key, and the file that brought them is no longer kept. Send it again (npx tranche upload FILE --sync): {files}. The data before is in place.',
    other:
      'The live {file_type} rows are hashed under a former key, and not all of the {count} files that brought them are kept. Send these again, each once the one before is loaded: the first as a whole (npx tranche upload FILE --sync), the others as corrections (npx tranche upload FILE --corrects live --sync): {files}. The data before is in place.',
  },
  'private-rows-differ': {
    one: 'The live {file_type} rows are hashed under a former key, and by the rules of now the file that brought them makes other rows. Send it again (npx tranche upload FILE --sync): {files}. The data before is in place.',
    other:
      'The live {file_type} rows are hashed under a former key, and by the rules of now the {count} files that brought them make other rows. Send these again, each once the one before is loaded: the first as a whole (npx tranche upload FILE --sync), the others as corrections (npx tranche upload FILE --corrects live --sync): {files}. The data before is in place.',
  },
  'private-file-unknown':
    'The live {file_type} rows are hashed under a former key, and what brought them cannot be loaded again: it is more than {most} syncs, or rows came back with a correction of another file. Send a whole file with all rows (npx tranche upload FILE --sync). The data before is in place.',
  'delivered-by': '{files} of sync {sync_id}',
  'correction-too-late': 'The file corrects the sync {sync_id}, and that is not live any more.',
  'correction-too-late-other-live':
    'The file corrects the sync {sync_id}, and that is not live any more: live is {live_sync_id}.',
  'rows-unaccounted-for': '{file_type}: {rows} rows in the file, but {loaded} loaded and {rejected} rejected',
  'lines-unaccounted-for': '{lines} lines were read, and they are not all of the file',
  'corrected-rows-unaccounted-for':
    '{file_type}: {kept} rows kept, {returned} returned and {loaded} loaded, but {stored} stored',
  'warehouse-silent': 'The warehouse did not answer, several times. Start the sync again.',
  'warehouse-full':
    'The disk of the warehouse is full. The files are kept, held: start the sync again once there is room.',
  'warehouse-out-of-memory':
    'The warehouse had too little memory for the load, several times. The files are kept, held: start the sync again.',
  'fault-of-ours': 'Something of ours failed; it has been logged. Start the sync again.',
  'sync-cut-off': 'The sync was cut off {attempts} times.',
  'derived-table-wrong':
    'The derived table {table} does not pass its check {check}. Nothing was published; the data before is in place.',

  'rows-replaced': {
    one: '{rows} live {file_type} row was replaced by a row of the correction.',
    other: '{rows} live {file_type} rows were replaced by rows of the correction.',
  },
  'rows-hashed-anew': {
    one: 'The {rows} live {file_type} row is hashed under version {key_version} of the private key now.',
    other: 'All {rows} live {file_type} rows are hashed under version {key_version} of the private key now.',
  },
  'rows-quarantined': {
    one: '{rows} {file_type} row that the correction did not bring is quarantined now, because it forms a group with it.',
    other:
      '{rows} {file_type} rows that the correction did not bring are quarantined now, because they form groups with it.',
  },
  'rows-released': {
    one: '{rows} {file_type} row that the correction did not bring is not quarantined any more, because its group is resolved with it.',
    other:
      '{rows} {file_type} rows that the correction did not bring are not quarantined any more, because their groups are resolved with it.',
  },
  'rows-still-rejected': {
    one: '{rows} {file_type} row that the sync {sync_id} rejected is still missing.',
    other: '{rows} {file_type} rows that the sync {sync_id} rejected are still missing.',
  },
  'rows-without-reference': {
    one: '{rows} {file_type} row of an earlier sync names a {referred_file_type} that is not live any more. Send the {file_type} file too.',
    other:
      '{rows} {file_type} rows of an earlier sync name a {referred_file_type} that is not live any more. Send the {file_type} file too.',
  },
  'rows-of-unknown-reference': {
    one: '{rows} {file_type} row that is live names a {referred_file_type} that is not. It counts all the same. Send the {referred_file_type} file with that row in it, if it should have it.',
    other:
      '{rows} {file_type} rows that are live name a {referred_file_type} that is not. They count all the same. Send the {referred_file_type} file with those rows in it, if it should have them.',
  },
  'uploads-superseded': 'Not taken: {uploads}: a newer upload took its place, so its rows are not in this load.',
  'uploads-awaited': 'Not taken: {uploads}: it was announced, and its file had not been staged when this sync began.',
  'uploads-left-staged': 'Not taken: {uploads}: it is staged, and was not named: it waits for another sync.',
  'load-discarded':
    'The sync {sync_id} waited to be published and was discarded: this one takes its place. If its files are still wanted, sync them again.',
  'named-upload': '{file_type} {upload_id}',
  'uploads-and-more': '{uploads} and {more} more',

  'upload-superseded': 'The upload {upload_id} was staged after it, before a sync took this one.',
  'upload-discarded': 'The sync {sync_id} loaded the file, and was discarded before it was published.',
  'cancelled-tenant-disabled':
    'The tenant was disabled before the file of this upload was staged. What arrives of it is left alone.',
  'cancelled-key-revoked':
    'The API key that announced this upload was revoked or replaced before its file was staged. What arrives of it is left alone.',
  'cancelled-user-stopped':
    'The user who announced this upload was removed or deactivated, or got another password, before its file was staged. What arrives of it is left alone.',
  'cancelled-session-ended':
    'The session that announced this upload was signed out, or ended because a refresh token was used twice, before its file was staged. What arrives of it is left alone.',
} as const;
