import type { ReferenceLookup } from '../../shared/contracts/check-record.ts';
import { type Reference, referencesOf } from '../../shared/contracts/contract.ts';
import { type FileCheck, keyText } from '../../shared/contracts/offline/file-check.ts';
import type { Slice } from '../../shared/contracts/slice.ts';
import type { SyncNotice } from '../../shared/domain/sync.ts';

/** Whether referenced rows exist, and what could not be said about that. */
export class References {
  readonly #checks: Readonly<Record<string, FileCheck>>;
  readonly #isCorrection: boolean;
  /** Rows by file type and what they refer to. */
  readonly #elsewhere = new Map<string, { readonly name: string; readonly referred: string; rows: number }>();

  /** @param checks of the files that have been read */
  constructor(checks: Readonly<Record<string, FileCheck>>, isCorrection: boolean) {
    this.#checks = checks;
    this.#isCorrection = isCorrection;
  }

  lookupOf(name: string): ReferenceLookup {
    return (reference, key) => {
      const keys = this.#checks[reference.fileType]?.keys;
      if (keys === undefined || keys.has(keyText(key))) return true;
      // It may be live: no row is wrong for that.
      if (this.#isCorrection) this.#count(name, reference);
      return this.#isCorrection;
    };
  }

  #count(name: string, { number, fileType: referred }: Reference): void {
    const counted = this.#elsewhere.get(`${name} ${number}`) ?? { name, referred, rows: 0 };
    counted.rows += 1;
    this.#elsewhere.set(`${name} ${number}`, counted);
  }

  get notices(): SyncNotice[] {
    return [...this.#elsewhere.values()].map(({ name, referred, rows }) => {
      const [are, have] = rows === 1 ? [`1 ${name} row has`, 'it'] : [`${rows} ${name} rows have`, 'they'];
      return {
        code: 'references-not-checked',
        detail: `${are} no valid ${referred} in the files given. Not called wrong, since ${have} may have one that is live: the service looks among the rows that are loaded.`,
        count: rows,
      };
    });
  }
}

/** Of files whose references could not be checked, for want of the other file. */
export function missingFileNotices({ contract }: Slice, checks: Readonly<Record<string, FileCheck>>): SyncNotice[] {
  return contract.fileTypes.flatMap((fileType) => {
    const { name } = fileType;
    const check = checks[name];
    if (!check) return [];
    const missing = new Set(referencesOf(fileType).map((reference) => reference.fileType));
    return [...missing]
      .filter((referred) => !checks[referred])
      .map((referred) => ({
        code: 'references-not-checked',
        detail: `Whether each ${name} row has its ${referred} was not checked: give the ${referred} file too. The service looks among the rows that are loaded.`,
        count: check.totalRows,
      }));
  });
}
