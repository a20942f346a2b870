import { createHmac, hkdfSync } from 'node:crypto';
import { readConfig } from '../../config.ts';
import { sealer } from '../../secrets/sealer.ts';

/** What is sealed, each for its own row: copied to another, it does not open. */
export type SealedThing = 'profile' | 'request' | 'result' | 'document';

const serviceKey = () => readConfig(['persons']).persons.PERSON_KEY;
const opened = () => sealer(serviceKey(), 'tranche person v1');
const contextOf = (tenantId: string, thing: SealedThing, id: string) => `${tenantId}#${thing}#${id}`;

/** As it is kept: only functions that have the key of persons can open it. */
export const sealPersonal = (tenantId: string, thing: SealedThing, id: string, value: unknown): Buffer =>
  opened().close(tenantId, contextOf(tenantId, thing, id), JSON.stringify(value));

/** @throws where it was sealed for another row, or by another key */
export const openPersonal = <T>(tenantId: string, thing: SealedThing, id: string, sealed: Uint8Array): T =>
  JSON.parse(
    opened()
      .open(tenantId, contextOf(tenantId, thing, id), sealed)
      .toString('utf8'),
  ) as T;

/** How people write numbers must not make two of one: signs between the digits are left out, and 00 is +. */
export const normalisedMobile = (number: string): string => number.replaceAll(/[^\d+]/g, '').replace(/^00/, '+');

/** By which a number is compared with others of the tenant. Without the key nobody can try all numbers. */
export const mobileHash = (tenantId: string, number: string): Buffer =>
  createHmac('sha256', Buffer.from(hkdfSync('sha256', serviceKey(), tenantId, 'tranche mobile number v1', 32)))
    .update(normalisedMobile(number))
    .digest();
