import { type FileType, type Reference, rejectingReferencesOf } from '../shared/contracts/contract.ts';
import { ruleId } from '../shared/contracts/rules.ts';
import { needsTelling } from '../shared/contracts/told-by-name.ts';
import { findDataset } from '../shared/datasets/registry.ts';
import type { SyncLog } from '../shared/domain/sync.ts';
import { besides } from './named-files.ts';
import { sliceName } from './slice-options.ts';
import { inTableOrder } from './table-order.ts';

const MENDED = 'fixed.csv';

/**
 * What to type after a sync, as it ended: the commands themselves.
 * @param rejecting the sync whose rejected rows a correction left missing, see `findRejecting`
 */
export function nextSteps(sync: SyncLog, rejecting?: SyncLog): string[] {
  if (sync.failure?.type.endsWith('/removes-too-much')) return removalSteps(sync);
  if (sync.publication === 'pending') {
    return [
      ...section('It waits to be published:', [
        `npx tranche changes ${sync.id}`,
        `npx tranche publish ${sync.id}`,
        `npx tranche discard ${sync.id}`,
      ]),
      ...repairSteps(sync, rejecting),
    ];
  }
  return repairSteps(sync, rejecting);
}

/** The way from rejected rows to loaded ones. */
function repairSteps(sync: SyncLog, rejecting: SyncLog | undefined): string[] {
  const { id, corrects } = sync;
  if (rejectedFileTypes(sync).length === 0) {
    if (rejecting === undefined) return [];
    return [
      ...section(
        'Rows are still missing. Mend them in the file of rejected rows, and send those:',
        repairCommands(rejecting, sync),
      ),
      ...returningLines(rejecting),
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
    ...section('Mend the rejected rows, and send only those; the loaded ones stay:', repairCommands(sync, sync)),
    ...returningLines(sync),
  ];
}

/**
 * The files to mend. A correction leaves rows of a file missing that it did not bring: then only that one, unless its rows
 * lack nothing but those of the other.
 */
function fileTypesMissing(rejecting: SyncLog, live: SyncLog): string[] {
  const mended = fileTypesToMend(rejecting);
  const notBrought = mended.filter((fileType) => live.files[fileType]?.upload_id == null);
  return rejecting === live || notBrought.length === 0 ? mended : notBrought;
}

/**
 * What to type when rejected rows have been saved: the command that sends those files when they are mended.
 * @param saved the files that hold the rejected rows, by file type
 * @param live what is live, or will be: only that can be corrected
 */
export function stepsAfterSaving(rejecting: SyncLog, live: SyncLog, saved: ReadonlyMap<string, string>): string[] {
  const files = fileTypesMissing(rejecting, live).flatMap((fileType) => saved.get(fileType) ?? []);
  if (files.length === 0) return returningLines(rejecting);
  return [
    ...section('Mend them there, and send only those; all other rows stay:', sendCommands(files, live)),
    ...returningLines(rejecting),
  ];
}

/** @param live what is live, or will be: only that can be corrected */
export function repairCommands(rejecting: SyncLog, live: SyncLog): string[] {
  const mended = fileTypesMissing(rejecting, live);
  const [only, another] = mended;
  const isOfOne = only !== undefined && another === undefined;
  const ofType = isOfOne && rejectedFileTypes(rejecting).length > 1 ? ` --file-type ${only}` : '';
  const saved = isOfOne && isToldByName(rejecting, only) ? besides(MENDED, only) : MENDED;
  const files = isOfOne ? [saved] : mended.map((fileType) => besides(MENDED, fileType));
  return [`npx tranche errors ${rejecting.id} --rejected ${saved}${ofType}`, ...sendCommands(files, live)];
}

const sendCommands = (files: readonly string[], live: SyncLog): string[] => [
  ...(live.publication === 'pending' ? [`npx tranche publish ${live.id}`] : []),
  `npx tranche upload ${files.map(shellWord).join(' ')} --corrects ${live.id} --sync`,
];

/** As it is typed: a name that a shell would take apart stands in quotes. */
const shellWord = (word: string): string =>
  /^[\w./~+,@%=:-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

function returningLines(sync: SyncLog): string[] {
  const mended = fileTypesToMend(sync);
  const returning = rejectedFileTypes(sync).filter((fileType) => !mended.includes(fileType));
  return returning.map((name) => {
    const referred = waitingReferences(sync, fileTypeNamed(sync, name)!).map(({ fileType }) => `${fileType} row`);
    return `The ${name} rows lack nothing but their ${referred.join(' or ')}: they come back by themselves with it.`;
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

const rejectedFileTypes = ({ dataset, files }: SyncLog): string[] =>
  inTableOrder(dataset, files).flatMap(([name, { rejected_rows }]) => (rejected_rows ? [name] : []));

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
