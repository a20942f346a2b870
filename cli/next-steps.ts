import { type FileType, type Reference, rejectingReferencesOf } from '../shared/contracts/contract.ts';
import { ruleId } from '../shared/contracts/rules.ts';
import { needsTelling } from '../shared/contracts/told-by-name.ts';
import { findDataset } from '../shared/datasets/registry.ts';
import type { SyncLog } from '../shared/domain/sync.ts';
import { type MissingRows, rejectedBy, rejectedFileTypes } from './missing-rows.ts';
import { besides } from './named-files.ts';
import { sliceName } from './slice-options.ts';

const MENDED = 'fixed.csv';

/**
 * What to type after a sync, as it ended: the commands themselves.
 * @param missing what its book lacks, see `findMissing`
 */
export function nextSteps(sync: SyncLog, missing: readonly MissingRows[] = rejectedBy(sync)): string[] {
  if (sync.failure?.type.endsWith('/removes-too-much')) return removalSteps(sync);
  if (sync.publication === 'pending') {
    return [
      ...section('It waits to be published:', [
        `npx tranche changes ${sync.id}`,
        `npx tranche publish ${sync.id}`,
        `npx tranche discard ${sync.id}`,
      ]),
      ...repairSteps(sync, missing),
    ];
  }
  return repairSteps(sync, missing);
}

/** The way from rejected rows to loaded ones. */
function repairSteps(sync: SyncLog, missing: readonly MissingRows[]): string[] {
  const { id, corrects } = sync;
  if (missing.length === 0) return [];
  const commands = repairCommands(missing, sync);
  if (rejectedFileTypes(sync).length === 0) {
    return [
      ...section('Rows are still missing. Mend them in the file of rejected rows, and send those:', commands),
      ...returningLines(missing),
    ];
  }
  const all = `npx tranche errors ${id} --csv errors.csv`;
  if (sync.status === 'FAILED' || sync.validate_only) {
    return section('Nothing was loaded. Mend the file, and send it again:', [
      all,
      `npx tranche errors ${id} --rejected rejected.csv`,
      `npx tranche upload FILE …${corrects === null ? '' : ` --corrects ${corrects}`} --sync`,
    ]);
  }
  return [
    ...section('All findings:', [all]),
    ...section('Mend the rejected rows, and send only those; the loaded ones stay:', commands),
    ...returningLines(missing),
  ];
}

/** Those that somebody has to mend. Rows that lack nothing but a row of another file wait for that one. */
function toMend(missing: readonly MissingRows[]): readonly MissingRows[] {
  const mended = missing.filter(({ sync, fileType }) => fileTypesToMend(sync).includes(fileType));
  if (mended.length > 0) return mended;
  // What they wait for was rejected with them, and has not come since.
  const awaited = missing.flatMap(({ sync, fileType }) =>
    waitingReferences(sync, fileTypeNamed(sync, fileType)!).map((reference) => ({
      sync,
      fileType: reference.fileType,
    })),
  );
  return [...new Map(awaited.map((rows) => [`${rows.sync.id} ${rows.fileType}`, rows])).values()];
}

/** A file of rejected rows that were saved. */
export interface SavedRows {
  /** The sync that rejected them. */
  readonly syncId: string;
  readonly fileType: string;
  readonly file: string;
}

/**
 * What to type when rejected rows have been saved: the command that sends those files when they are mended.
 * @param missing what the live book lacks by now
 * @param live what is live, or will be: only that can be corrected
 */
export function stepsAfterSaving(
  missing: readonly MissingRows[],
  live: SyncLog,
  saved: readonly SavedRows[],
): string[] {
  const files = toMend(missing).flatMap(({ sync, fileType }) =>
    saved.flatMap((rows) => (rows.syncId === sync.id && rows.fileType === fileType ? [rows.file] : [])),
  );
  const isMissing = (rows: SavedRows) =>
    files.includes(rows.file) ||
    missing.some(({ sync, fileType }) => sync.id === rows.syncId && fileType === rows.fileType);
  const stale = saved.filter((rows) => !isMissing(rows));
  return [
    ...stale.map(
      ({ file, fileType, syncId }) =>
        `${file} holds ${fileType} rows as the sync ${syncId} rejected them, and ${fileType} rows were sent again since: what is missing now, npx tranche errors ${sliceName(live)} --rejected FILE saves.`,
    ),
    ...(files.length > 0
      ? section('Mend them there, and send only those; all other rows stay:', sendCommands(files, live))
      : []),
    ...returningLines(missing),
  ];
}

/**
 * @param missing what the live book lacks
 * @param live what is live, or will be: only that can be corrected
 */
export function repairCommands(missing: readonly MissingRows[], live: SyncLog): string[] {
  const mended = toMend(missing);
  const isOfOne = mended.length === 1;
  const nameFor = ({ sync, fileType }: MissingRows) =>
    isOfOne && !isToldByName(sync, fileType) ? MENDED : besides(MENDED, fileType);
  const bySync = Map.groupBy(mended, ({ sync }) => sync.id);
  const saving = [...bySync.values()].flatMap((rows) => {
    const { sync } = rows[0]!;
    const rejected = rejectedFileTypes(sync);
    if (rows.length > 1 && rows.length === rejected.length)
      return [`npx tranche errors ${sync.id} --rejected ${MENDED}`];
    return rows.map((each) => {
      const ofType = rejected.length > 1 ? ` --file-type ${each.fileType}` : '';
      return `npx tranche errors ${sync.id} --rejected ${nameFor(each)}${ofType}`;
    });
  });
  return [...saving, ...sendCommands(mended.map(nameFor), live)];
}

const sendCommands = (files: readonly string[], live: SyncLog): string[] => [
  ...(live.publication === 'pending' ? [`npx tranche publish ${live.id}`] : []),
  `npx tranche upload ${files.map(shellWord).join(' ')} --corrects ${live.id} --sync`,
];

/** As it is typed: a name that a shell would take apart stands in quotes. */
const shellWord = (word: string): string =>
  /^[\w./~+,@%=:-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

function returningLines(missing: readonly MissingRows[]): string[] {
  const returning = missing.filter(({ sync, fileType }) => !fileTypesToMend(sync).includes(fileType));
  return returning.map(({ sync, fileType }) => {
    const referred = waitingReferences(sync, fileTypeNamed(sync, fileType)!).map((target) => `${target.fileType} row`);
    return `The ${fileType} rows lack nothing but their ${referred.join(' or ')}: they come back by themselves with it.`;
  });
}

/** The files stay staged, held: somebody has to say that they are meant. */
function removalSteps(sync: SyncLog): string[] {
  const { id, files } = sync;
  const ids = Object.values(files).flatMap((file) => file.uploads.map(({ upload_id }) => upload_id));
  const uploads = ids.map((uploadId) => `--upload ${uploadId}`).join(' ');
  return [
    ...section('What would vanish:', [`npx tranche changes ${id} --rows removed`]),
    ...section('If the file is only a part, send it as a correction of what is live:', [
      'npx tranche upload FILE --corrects live --sync',
    ]),
    ...section('If it is right:', [`npx tranche sync ${sliceName(sync)} ${uploads} --accept-removal`]),
    ...section('If it was a mistake:', [`npx tranche cancel ${ids.join(' ')}`]),
  ];
}

const fileTypeNamed = ({ dataset }: SyncLog, name: string): FileType | undefined =>
  findDataset(dataset)?.fileTypes.find((fileType) => fileType.name === name);

function isToldByName(sync: SyncLog, name: string): boolean {
  const [dataset, fileType] = [findDataset(sync.dataset), fileTypeNamed(sync, name)];
  return dataset !== undefined && fileType !== undefined && needsTelling(dataset, fileType);
}

/** The references to other files of which rows were rejected too: with those, the missing rows come. */
const waitingReferences = (sync: SyncLog, fileType: FileType): Reference[] =>
  rejectingReferencesOf(fileType).filter(
    (reference) => reference.fileType !== fileType.name && rejectedFileTypes(sync).includes(reference.fileType),
  );

/** Without those of which every finding is that a row of another rejected file is missing. */
function fileTypesToMend(sync: SyncLog): string[] {
  return rejectedFileTypes(sync).filter((name) => {
    const fileType = fileTypeNamed(sync, name);
    const references = fileType ? waitingReferences(sync, fileType) : [];
    if (!fileType || references.length === 0) return true;
    const findings = references.map(({ number }) => sync.error_summary?.by_rule[ruleId(fileType, number)] ?? 0);
    return sync.files[name]!.error_count !== findings.reduce((sum, count) => sum + count, 0);
  });
}

const section = (title: string, commands: readonly string[]): string[] => [
  title,
  ...commands.map((command) => `  ${command}`),
];
