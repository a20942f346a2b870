import { constants } from 'node:fs';
import { access, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { ArgumentError } from '../../../domain/command-options.ts';

/** Of a folder that shall be written into; also what the system says of files in it. */
const FAULTS: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'its disk can only be read',
  ENOTDIR: 'it, or a part of its path, is no folder',
  ENOENT: 'it cannot be made there',
  ENAMETOOLONG: 'a part of the path is too long',
};

/** Makes the folder if it is not there. @throws {ArgumentError} where it cannot be written, or has files in it */
export async function prepareFolder(folder: string, force: boolean): Promise<void> {
  let found: readonly string[];
  try {
    await makeFolder(folder);
    found = await readdir(folder);
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!Object.hasOwn(FAULTS, code)) throw error;
    throw new ArgumentError(`--out ${folder}: ${FAULTS[code]}. Give another folder.`);
  }
  if (found.length > 0 && !force) {
    const which = found.length === 1 ? `has ${found[0]} in it` : `has ${found.length.toLocaleString('en')} files in it`;
    throw new ArgumentError(
      `--out ${folder} is not empty: it ${which}. Give another folder, or --force to write into this one.`,
    );
  }
}

/** With those above it. The `recursive` of mkdir never ends where the system says ENOENT of a folder whose parent is there, as in /proc. */
async function makeFolder(folder: string): Promise<void> {
  const make = async () => {
    try {
      await mkdir(folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  };
  try {
    await make();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || path.dirname(folder) === folder) throw error;
    await makeFolder(path.dirname(folder));
    await make();
  }
}
