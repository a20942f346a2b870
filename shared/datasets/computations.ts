import { type DatasetComputation, NO_COMPUTATION } from '../contracts/computation.ts';
import type { Dataset } from '../contracts/contract.ts';
import { cashComputation } from './cash/computation.ts';
import { cash } from './cash/contract.ts';
import { salesComputation } from './sales/computation.ts';
import { sales } from './sales/contract.ts';
import { tradesComputation } from './trades/computation.ts';
import { trades } from './trades/contract.ts';

/** Of datasets that compute something. Nothing that the page is made of may import this. */
const COMPUTATIONS: ReadonlyMap<string, DatasetComputation> = new Map([
  [trades.name, tradesComputation],
  [cash.name, cashComputation],
  [sales.name, salesComputation],
]);

export const computationOf = ({ name }: Pick<Dataset, 'name'>): DatasetComputation =>
  COMPUTATIONS.get(name) ?? NO_COMPUTATION;
