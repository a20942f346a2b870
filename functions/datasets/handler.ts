import { answers as loansAnswers } from '../../shared/datasets/loans/api/answers.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';

export const routes = [...loansAnswers];

export const handler = httpFunction(...routes);
