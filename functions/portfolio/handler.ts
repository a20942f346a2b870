import { loans } from '../../shared/contracts/loans.ts';
import { getPortfolio } from '../../shared/http/endpoints/portfolio.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { warehouseFor } from '../../shared/warehouse/client.ts';
import { readPortfolio } from '../../shared/warehouse/portfolio.ts';

export const routes = [
  implement(getPortfolio, async ({ scope }) => ({ body: await readPortfolio(warehouseFor(scope), loans) })),
];

export const handler = httpFunction(...routes);
