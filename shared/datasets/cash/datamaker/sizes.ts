/** How much is made. */
export interface Size {
  readonly name: string;
  readonly companies: number;
  readonly sepa: number;
  /** Dirty rows are among them. */
  readonly swift: number;
}

export const SIZES: readonly Size[] = [
  { name: 'small', companies: 100, sepa: 10_000, swift: 100_000 },
  { name: 'medium', companies: 1_000, sepa: 100_000, swift: 1_000_000 },
  { name: 'large', companies: 10_000, sepa: 1_000_000, swift: 10_000_000 },
  { name: 'mega', companies: 100_000, sepa: 10_000_000, swift: 100_000_000 },
];

export const sizeNamed = (name: string): Size | undefined => SIZES.find((size) => size.name === name);
