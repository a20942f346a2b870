import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import type { OutboundFault } from '../../outbound/outbound-fault.ts';
import { SourceFault } from '../source-fault.ts';

/** Whether a connection that failed so may go well the next time. */
export const passes = ({ kind }: OutboundFault): boolean => kind !== 'address' && kind !== 'certificate';

/** What is said of a server that cannot be connected to. @param attempts how often it was tried */
export function unreachable({ kind, host, reason }: OutboundFault, attempts: number, seconds: number): SourceFault {
  switch (kind) {
    case 'address':
      return new SourceFault('address-not-allowed', serviceSentence('source-address-not-allowed', { host }));
    case 'certificate':
      return new SourceFault('source-unreachable', serviceSentence('source-certificate', { host, reason }));
    case 'host':
      return new SourceFault('source-unreachable', serviceSentence('source-host-unknown', { host, attempts }));
    case 'timeout':
      return new SourceFault(
        'source-unreachable',
        serviceSentence('source-silent', { address: host, attempts, seconds }),
      );
    case 'cut-off':
      return new SourceFault('source-unreachable', serviceSentence('source-breaks-off', { address: host, attempts }));
    default:
      return new SourceFault(
        'source-unreachable',
        serviceSentence('source-not-connected', { host, attempts, reason: reason || kind }),
      );
  }
}
