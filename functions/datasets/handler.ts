import { answers as cashAnswers } from '../../shared/datasets/cash/api/answers.ts';
import { answers as loansAnswers } from '../../shared/datasets/loans/api/answers.ts';
import { answers as tradesAnswers } from '../../shared/datasets/trades/api/answers.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';
import { analysisRoutes } from './analyses.ts';
import { datasetRoutes } from './datasets.ts';

export const routes = [...datasetRoutes, ...analysisRoutes, ...loansAnswers, ...tradesAnswers, ...cashAnswers];

export const handler = httpFunction(...routes);
