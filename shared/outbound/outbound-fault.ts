import { AddressRefused } from './guarded-lookup.ts';

export type OutboundFaultKind =
  | 'address'
  | 'host'
  | 'connection'
  | 'certificate'
  | 'timeout'
  | 'cut-off'
  | 'too-large'
  | 'redirect';

/** Why there is no answer. Names the host at most, never what was sent. */
export class OutboundFault extends Error {
  override readonly name = 'OutboundFault';
  readonly kind: OutboundFaultKind;
  readonly host: string;
  /** In the network's own words, such as ECONNREFUSED; '' where it has none. */
  readonly reason: string;
  /** False where there never was a connection: what was to be sent certainly has not arrived. */
  readonly mayHaveArrived: boolean;

  constructor(kind: OutboundFaultKind, { host }: { readonly host: string }, reason = '', mayHaveArrived = true) {
    super(`${host}: ${kind}${reason === '' ? '' : ` (${reason})`}`);
    this.kind = kind;
    this.host = host;
    this.reason = reason;
    this.mayHaveArrived = mayHaveArrived;
  }
}

/** What a failed connection is, by what the network calls it. */
export function connectionFault(
  error: NodeJS.ErrnoException,
  at: { readonly host: string },
  mayHaveArrived = true,
): OutboundFault {
  const { code = '' } = error;
  const fault = (kind: OutboundFaultKind, reason = '') => new OutboundFault(kind, at, reason, mayHaveArrived);
  if (error instanceof AddressRefused) return fault('address');
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_NODATA') return fault('host', code);
  if (code === 'ETIMEDOUT') return fault('timeout');
  if (/^(?:CERT_|ERR_TLS_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_SSL)/.test(code)) return fault('certificate', code);
  if (
    code.startsWith('Z_') ||
    code === 'ECONNRESET' ||
    code === 'ERR_STREAM_PREMATURE_CLOSE' ||
    code.startsWith('HPE_')
  )
    return fault('cut-off', code);
  return fault('connection', code);
}
