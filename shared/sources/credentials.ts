import { readConfig } from '../config.ts';
import { sealer } from '../secrets/sealer.ts';
import { kindOf, type SourceCredentials } from './source-kinds.ts';
import type { SourceRecord } from './source-record.ts';

type Owner = Pick<SourceRecord, 'tenant_id' | 'source_id'>;

const opened = () => sealer(readConfig(['sources']).sources.SOURCE_KEY, 'tranche source credentials v1');
/** What is copied to another source does not open there. */
const contextOf = ({ tenant_id, source_id }: Owner): string => `${tenant_id}#${source_id}`;

/** As they are kept: only functions that have the key of sources can open them. */
export const sealCredentials = (owner: Owner, credentials: SourceCredentials): Uint8Array<ArrayBuffer> =>
  opened().close(owner.tenant_id, contextOf(owner), JSON.stringify(credentials));

/** Undefined where there are none. */
export const openCredentials = (
  source: Owner & Pick<SourceRecord, 'sealed' | 'kind'>,
): SourceCredentials | undefined =>
  source.sealed === null
    ? undefined
    : kindOf(source).credentials.parse(
        JSON.parse(opened().open(source.tenant_id, contextOf(source), source.sealed).toString('utf8')),
      );
