import { MEDIATOR_ROOT } from '../../shared/http/page-paths.ts';

/** The address of a page of payments and identities: `/transactions` is `/mediator/transactions`. */
export const mediatorPath = (page: string): string => `/${MEDIATOR_ROOT}${page}`;

/** @param id any text: it is one part of the address */
export const transactionPath = (id: string): string => mediatorPath(`/transactions/${encodeURIComponent(id)}`);
export const accountPath = (id: string): string => mediatorPath(`/accounts/${encodeURIComponent(id)}`);
export const providerPath = (code: string): string => mediatorPath(`/providers/${encodeURIComponent(code)}`);
export const verificationPath = (id: string): string => mediatorPath(`/verifications/${encodeURIComponent(id)}`);
export const profilePath = (id: string): string => mediatorPath(`/verifications/profiles/${encodeURIComponent(id)}`);
export const webhookEventPath = (id: string): string => mediatorPath(`/webhook-events/${encodeURIComponent(id)}`);
