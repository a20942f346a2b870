import { httpFunction } from '../../shared/lambda/http-function.ts';

export const handler = httpFunction();
