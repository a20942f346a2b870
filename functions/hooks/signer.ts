import { readConfig } from '../../shared/config.ts';
import type { SignatureScheme } from '../../shared/domain/provider.ts';
import type { FindSigner } from '../../shared/mediator/hooks/known-signers.ts';
import { sealer } from '../../shared/secrets/sealer.ts';

// P replaces it.
export const signerOf: FindSigner = async (operations, code) => {
  const rows = await operations.query<{ scheme: SignatureScheme; sealed: Buffer | null }>(
    `SELECT signature_scheme AS scheme, sealed FROM providers LEFT JOIN provider_secrets ON provider = code AND kind = 'webhook'
       AND (ends_at IS NULL OR ends_at > now()) WHERE code = $1 ORDER BY ends_at DESC NULLS FIRST`,
    [code],
  );
  const [first] = rows;
  if (first === undefined) return undefined;
  const open = sealer(readConfig(['providers']).providers.PROVIDER_KEY, 'interim');
  const secrets = rows.flatMap(({ sealed }) =>
    sealed === null ? [] : [open.open(operations.scope.tenantId, code, sealed).toString()],
  );
  return { scheme: first.scheme, secrets };
};
