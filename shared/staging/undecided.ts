import { v7 as uuid } from 'uuid';
import * as z from 'zod';
import { UNDECIDED } from './item-keys.ts';
import { createItem, deleteItem, type ItemKey, queryItems } from './table.ts';

/**
 * What is to be gone on with if its function is cut off: one item each, in one partition, so that one query finds them for
 * all tenants. An *arrival* is a file that has been inspected and not staged, because it could not be said whether the
 * credential that announced it is in force, or because it is not. A *revocation* takes credentials away, and cancels what
 * they announced. A *rejection* is to be told to webhooks, if it comes to it.
 */
const undecidedItem = z.object({
  sk: z.string(),
  tenant_id: z.string(),
  kind: z.enum(['arrival', 'revocation', 'rejection']),
  /** Of an arrival and of a rejection. */
  upload_id: z.string().nullable(),
  noted_at: z.iso.datetime(),
});

export type Undecided = z.infer<typeof undecidedItem>;

/** Nobody's revocation waits longer for its note. */
const NOTE_MS = 2000;

const keyOf = (sk: string): ItemKey => ({ pk: UNDECIDED, sk });

async function note(item: Undecided, options: { abortSignal?: AbortSignal } = {}): Promise<Undecided> {
  const { sk, ...attributes } = item;
  await createItem(keyOf(sk), attributes, options);
  return item;
}

/** A repeat changes nothing. */
export const noteArrival = (tenantId: string, uploadId: string): Promise<Undecided> =>
  note({
    sk: `${tenantId}#arrival#${uploadId}`,
    tenant_id: tenantId,
    kind: 'arrival',
    upload_id: uploadId,
    noted_at: new Date().toISOString(),
  });

/** Before the credentials are taken away, so that there is no moment at which nobody would go on with it. */
export const noteRevocation = (tenantId: string): Promise<Undecided> =>
  note(
    {
      sk: `${tenantId}#revocation#${uuid()}`,
      tenant_id: tenantId,
      kind: 'revocation',
      upload_id: null,
      noted_at: new Date().toISOString(),
    },
    { abortSignal: AbortSignal.timeout(NOTE_MS) },
  );

/** Before the upload is rejected. Each try has a note of its own: one that is taken away as too old is nobody's who goes on. */
export const noteRejection = (tenantId: string, uploadId: string): Promise<Undecided> =>
  note({
    sk: `${tenantId}#rejection#${uploadId}#${uuid()}`,
    tenant_id: tenantId,
    kind: 'rejection',
    upload_id: uploadId,
    noted_at: new Date().toISOString(),
  });

export const forgetUndecided = ({ sk }: Pick<Undecided, 'sk'>): Promise<void> => deleteItem(keyOf(sk));

/** Every tenant's: for reconciliation only. */
export async function listUndecided(): Promise<Undecided[]> {
  const found: Undecided[] = [];
  for await (const item of queryItems({ pk: UNDECIDED })) found.push(undecidedItem.parse(item));
  return found;
}
