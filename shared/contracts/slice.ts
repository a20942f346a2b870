import { type SliceName, sliceText, storedVariant } from '../domain/slice.ts';
import { type Dataset, type FileType, fileTypeOf, type Table, tableOf, variantsOf } from './contract.ts';

/**
 * What one sync replaces as a whole: a variant of a dataset, or the whole dataset where it has no variants. It knows its
 * contract; spread or written as JSON it is only its name.
 */
export class Slice implements SliceName {
  readonly dataset: string;
  readonly variant: string | null;
  readonly #contract: Dataset;

  private constructor(contract: Dataset, variant: string | null) {
    this.#contract = contract;
    this.dataset = contract.name;
    this.variant = variant;
  }

  /** The only way to make one. @throws {RangeError} for a variant that the dataset does not have */
  static of(contract: Dataset, variant: string | null): Slice {
    if (!variantsOf(contract).includes(variant)) {
      throw new RangeError(`dataset ${contract.name} has no variant ${variant ?? 'null'}`);
    }
    return new Slice(contract, variant);
  }

  static allOf(contract: Dataset): Slice[] {
    return variantsOf(contract).map((variant) => new Slice(contract, variant));
  }

  get contract(): Dataset {
    return this.#contract;
  }

  /** `loans.RETAIL`, or `trades`. */
  get text(): string {
    return sliceText(this);
  }

  /** `RETAIL`, or `trades`: how it is spoken of among those of its dataset. */
  get shortText(): string {
    return this.variant ?? this.dataset;
  }

  /** As stores spell the variant that know no null. */
  get storedVariant(): string {
    return storedVariant(this);
  }

  /** @throws {RangeError} */
  fileType(name: string): FileType {
    return fileTypeOf(this.#contract, name);
  }

  /** A file type or a derived table. @throws {RangeError} */
  table(name: string): Table {
    return tableOf(this.#contract, name);
  }
}
