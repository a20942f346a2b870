import type { Connector } from './connector.ts';
import { openCredentials } from './credentials.ts';
import type { HttpPagesConfig } from './http-pages/config.ts';
import { httpPages } from './http-pages/http-pages.ts';
import type { SourceRecord } from './source-record.ts';

/** What reads a source, of the kind that it is. */
export const connectorOf = (
  pull: Pick<SourceRecord, 'tenant_id' | 'source_id' | 'sealed'> & { readonly config: HttpPagesConfig },
): Connector => httpPages(pull.config, openCredentials(pull));
