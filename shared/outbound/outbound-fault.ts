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

  constructor(kind: OutboundFaultKind, { host }: { readonly host: string }, reason = '') {
    super(`${host}: ${kind}${reason === '' ? '' : ` (${reason})`}`);
    this.kind = kind;
    this.host = host;
    this.reason = reason;
  }
}

/** What a failed connection is, by what the network calls it. */
export function connectionFault(error: NodeJS.ErrnoException, at: { readonly host: string }): OutboundFault {
  const { code = '' } = error;
  if (error instanceof AddressRefused) return new OutboundFault('address', at);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_NODATA') return new OutboundFault('host', at, code);
  if (code === 'ETIMEDOUT') return new OutboundFault('timeout', at);
  if (/^(?:CERT_|ERR_TLS_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_SSL)/.test(code))
    return new OutboundFault('certificate', at, code);
  if (
    code.startsWith('Z_') ||
    code === 'ECONNRESET' ||
    code === 'ERR_STREAM_PREMATURE_CLOSE' ||
    code.startsWith('HPE_')
  )
    return new OutboundFault('cut-off', at, code);
  return new OutboundFault('connection', at, code);
}
