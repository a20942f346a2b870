import { implement } from '../../../lambda/implement.ts';
import { warehouseFor } from '../../../warehouse/client.ts';
import { getPortfolio } from './endpoints.ts';
import { readPortfolio } from './portfolio.ts';

export const answers = [
  implement(getPortfolio, async ({ scope }) => ({ body: await readPortfolio(warehouseFor(scope)) })),
];
