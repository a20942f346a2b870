import { readConfig } from '../config.ts';
import { sealer } from '../secrets/sealer.ts';
import { type HttpPagesCredentials, httpPagesCredentials } from './http-pages/config.ts';
import type { SourceRecord } from './source-record.ts';

type Owner = Pick<SourceRecord, 'tenant_id' | 'source_id'>;

const opened = () => sealer(readConfig(['sources']).sources.SOURCE_KEY, 'tranche source credentials v1');
/** What is copied to another source does not open there. */
const contextOf = ({ tenant_id, source_id }: Owner): string => `${tenant_id}#${source_id}`;

/** As they are kept: only functions that have the key of sources can open them. */
export const sealCredentials = (owner: Owner, credentials: HttpPagesCredentials): Uint8Array<ArrayBuffer> =>
  opened().close(owner.tenant_id, contextOf(owner), JSON.stringify(credentials));

export const openCredentials = (source: Owner & Pick<SourceRecord, 'sealed'>): HttpPagesCredentials =>
  source.sealed === null
    ? {}
    : httpPagesCredentials.parse(JSON.parse(opened().open(source.tenant_id, contextOf(source), source.sealed)));
