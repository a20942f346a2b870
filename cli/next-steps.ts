import path from 'node:path';
import { type FileType, type Reference, rejectingReferencesOf } from '../shared/contracts/contract.ts';
import { ruleId } from '../shared/contracts/rules.ts';
import { isTold, needsTelling } from '../shared/contracts/told-by-name.ts';
import { findDataset } from '../shared/datasets/registry.ts';
import type { SliceName } from '../shared/domain/slice.ts';
import type { SyncLog } from '../shared/domain/sync.ts';
import { LIVE } from './find-sync.ts';
import { type MissingRows, rejectedBy, rejectedFileTypes } from './missing-rows.ts';
import { besides } from './named-files.ts';
import { whyNothingLoaded } from './nothing-loaded.ts';
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
  const { id } = sync;
  const unloaded = whyNothingLoaded(sync);
  if (unloaded !== undefined) {
    if (rejectedFileTypes(sync).length === 0) return [];
    return [
      unloaded,
      ...section('To look at what is wrong:', [
        `npx tranche errors ${id} --csv errors.csv`,
        `npx tranche errors ${id} --rejected rejected.csv`,
      ]),
      ...section('When it is fixed:', [wholeCommand(sync)]),
    ];
  }
  if (missing.length === 0) return [];
  const commands = repairCommands(missing, sync);
  if (rejectedFileTypes(sync).length === 0) {
    return [
      ...section('Rows are still missing. Mend them in the file of rejected rows, and send those:', commands),
      ...returningLines(missing),
    ];
  }
  return [
    ...section('All findings:', [`npx tranche errors ${id} --csv errors.csv`]),
    ...section('Mend the rejected rows, and send only those; the loaded ones stay:', commands),
    ...returningLines(missing),
  ];
}

/** What sends the files of a sync once more, whole: those of a correction as the correction that they are. */
const wholeCommand = ({ corrects }: SyncLog): string =>
  `npx tranche upload FILE …${corrects === null ? '' : ` --corrects ${corrects}`} --sync`;

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
  /** That rejected them. */
  readonly sync: SyncLog;
  readonly fileType: string;
  readonly file: string;
}

/**
 * What to type when rejected rows have been saved: the command that sends those files when they are mended. Those of a sync
 * that loaded nothing are there to be looked at.
 * @param missing what the live book lacks by now
 * @param live what is live, or will be: only that can be corrected; undefined before the first load
 */
export function stepsAfterSaving(
  missing: readonly MissingRows[],
  live: SyncLog | undefined,
  saved: readonly SavedRows[],
): string[] {
  const unloaded = [...Map.groupBy(saved, ({ sync }) => sync.id).values()].flatMap((rows) => lookingSteps(rows));
  const loaded = saved.filter(({ sync }) => whyNothingLoaded(sync) === undefined);
  if (!live || loaded.length === 0) return unloaded;
  const files = toMend(missing).flatMap(({ sync, fileType }) =>
    loaded.filter((rows) => rows.sync.id === sync.id && rows.fileType === fileType),
  );
  const isMissing = (rows: SavedRows) =>
    files.includes(rows) ||
    missing.some(({ sync, fileType }) => sync.id === rows.sync.id && fileType === rows.fileType);
  const stale = loaded.filter((rows) => !isMissing(rows));
  return [
    ...unloaded,
    ...stale.map(
      (rows) =>
        `${rows.file} holds ${rows.fileType} rows as the sync ${rows.sync.id} rejected them, and ${whyNotMissing(rows, live)}: what is missing now, npx tranche errors ${sliceName(live)} --rejected FILE saves.`,
    ),
    ...(files.length > 0
      ? section('Mend them there, and send only those; all other rows stay:', sendCommands(files, live))
      : []),
    ...returningLines(missing),
  ];
}

/** Of saved rows of one sync, where it loaded nothing: mended rows alone would be no file. */
function lookingSteps(saved: readonly SavedRows[]): string[] {
  const { sync } = saved[0]!;
  const unloaded = whyNothingLoaded(sync);
  if (unloaded === undefined) return [];
  const files = saved.map(({ file }) => file).join(', ');
  return section(`${files}: to look at. ${unloaded}`, [wholeCommand(sync)]);
}

/** The live book may be without the sync, or it has got the rows since. */
const whyNotMissing = ({ sync, fileType }: SavedRows, live: SyncLog): string =>
  live.id !== sync.id && Date.parse(live.queued_at) < Date.parse(sync.queued_at)
    ? `live is the book of an earlier sync, ${live.id}`
    : `${fileType} rows were sent again since, or came back by themselves`;

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
  return [
    ...saving,
    ...sendCommands(
      mended.map((rows) => ({ file: nameFor(rows), fileType: rows.fileType })),
      live,
    ),
  ];
}

/** A file to be sent, and what it holds. */
export interface FileToSend {
  readonly file: string;
  readonly fileType: string;
}

function sendCommands(files: readonly FileToSend[], live: SyncLog): string[] {
  const publishing = live.publication === 'pending' ? [`npx tranche publish ${live.id}`] : [];
  return [...publishing, ...correctingCommands(files, live, live.id)];
}

/**
 * What sends files as a correction. What neither columns nor names tell is said: then a command for each file type, since
 * one says it of all its files.
 * @param which the sync that the first of them corrects, or `live`
 * @param isNamed whether the slice must be said
 */
export function correctingCommands(
  files: readonly FileToSend[],
  slice: SliceName,
  which: string,
  isNamed = false,
): string[] {
  const dataset = findDataset(slice.dataset);
  const isKnown = ({ file, fileType: name }: FileToSend) => {
    const fileType = dataset?.fileTypes.find((type) => type.name === name);
    return !dataset || !fileType || isTold(dataset, fileType, path.basename(file));
  };
  const command = (sent: readonly FileToSend[], corrects: string, fileType?: string) => {
    const names = [...new Set(sent.map(({ file }) => shellWord(file)))].join(' ');
    // An id says of which slice it is.
    const ofSlice = corrects === LIVE && (isNamed || fileType !== undefined) ? sliceOptionsOf(slice) : '';
    const ofType = fileType === undefined ? '' : ` --file-type ${fileType}`;
    return `npx tranche upload ${names}${ofSlice}${ofType} --corrects ${corrects} --sync`;
  };
  if (files.every(isKnown)) return [command(files, which)];
  // Each of them makes another sync live.
  return [...Map.groupBy(files, ({ fileType }) => fileType)].map(([fileType, sent], at) =>
    command(sent, at === 0 ? which : LIVE, fileType),
  );
}

const sliceOptionsOf = ({ dataset, variant }: SliceName): string =>
  ` --dataset ${dataset}${variant === null ? '' : ` --variant ${variant}`}`;

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
