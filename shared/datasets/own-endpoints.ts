import type { Endpoint } from '../lambda/endpoint.ts';
import * as loans from './loans/api/endpoints.ts';

/** Endpoints that only one dataset has, in the order in which the documentation shows them. */
export const datasetEndpoints: readonly Endpoint[] = [loans].flatMap((endpoints) => Object.values(endpoints));
