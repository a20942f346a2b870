import { readConfig } from '../config.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import { sealer } from '../secrets/sealer.ts';
import { createItem, deleteItem, queryItems } from '../staging/table.ts';
import type { PullHold } from './pull-record.ts';

/** An item of DynamoDB has 400 KB. */
const PIECE_BYTES = 350_000;
const KEPT_SECONDS = 7 * 86_400;

/** Rows of a bank may be private: in the table nobody reads them. */
const opened = () => sealer(readConfig(['sources']).sources.SOURCE_KEY, 'tranche pulled rows v1');
const contextOf = (pullId: string, name: string): string => `${pullId}#${name}`;

const partitionOf = (scope: TenantScope, pullId: string): string => `PULLREST#${scope.tenantId}#${pullId}`;

/**
 * What belongs to a checkpoint and is too small for a part of S3: bytes, in as many items as they need. They are written under
 * a name that no other attempt uses, before the checkpoint that names them.
 */
export async function keepRest(
  scope: TenantScope,
  hold: PullHold,
  { fileType, sequence }: { fileType: string; sequence: number },
  bytes: Uint8Array,
): Promise<string> {
  const name = `${fileType}#${hold.fencing}-${sequence}`;
  const packed = opened().close(scope.tenantId, contextOf(hold.pullId, name), bytes);
  const expires_at = Math.ceil(Date.now() / 1000) + KEPT_SECONDS;
  for (let at = 0, piece = 0; at < packed.length; at += PIECE_BYTES, piece += 1) {
    const sk = `${name}#${String(piece).padStart(4, '0')}`;
    await createItem(
      { pk: partitionOf(scope, hold.pullId), sk },
      { content: packed.subarray(at, at + PIECE_BYTES), expires_at },
    );
  }
  return name;
}

export async function readRest(scope: TenantScope, pullId: string, name: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const { content } of queryItems({ pk: partitionOf(scope, pullId), prefix: `${name}#` })) {
    pieces.push(content as Uint8Array);
  }
  if (pieces.length === 0) throw new Error(`the rest ${name} of the pull ${pullId} is gone`);
  return opened().open(scope.tenantId, contextOf(pullId, name), Buffer.concat(pieces));
}

/** Once no checkpoint names it any more. What a crash leaves goes by itself. */
export async function forgetRest(scope: TenantScope, pullId: string, name: string): Promise<void> {
  const pk = partitionOf(scope, pullId);
  for await (const { sk } of queryItems({ pk, prefix: `${name}#` })) await deleteItem({ pk, sk: sk as string });
}
