import { valueAt } from '../../domain/json-pointer.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import type { Connector, Opening, Remark } from '../connector.ts';
import { cellsOf, nameOf } from './cells.ts';
import type { HttpPagesConfig, HttpPagesCredentials, NextPage, PagedFile } from './config.ts';
import { type FetchingOptions, fetchPage } from './fetch-page.ts';
import { firstPage, pageAddress, pageAfter, readPosition, saysNothingOfNext } from './next-page.ts';

const PATIENT: FetchingOptions = { attempts: 8, timeoutMs: 120_000, maxBytes: 32 * 1024 ** 2 };
const HASTY: FetchingOptions = { attempts: 2, timeoutMs: 10_000, maxBytes: 8 * 1024 ** 2 };

/** Reads lists of records from an HTTP API that answers JSON, a page at a time. */
export function httpPages(
  config: HttpPagesConfig,
  credentials: HttpPagesCredentials = {},
  { isHasty }: Pick<Opening, 'isHasty'> = { isHasty: false },
): Connector {
  const options = isHasty ? HASTY : PATIENT;
  const headers = { ...config.headers, ...credentials.headers, ...authorization(credentials) };
  return {
    files: Object.entries(config.files).map(([fileType, file]) => ({
      fileType,
      columns: Object.keys(file.columns),
      allowEmpty: file.allow_empty,
      dropsRepeated: file.repeated === 'dropped',
    })),
    goesOn: true,
    placeOf: (fileType) => addressOf(config, config.files[fileType]!).href,
    begin: (fileType, { until }) => firstPage(config.files[fileType]!.next, until),
    async read(fileType, stored, signal) {
      const file = config.files[fileType]!;
      const at = readPosition(stored);
      const asked = pageAddress(file.next, addressOf(config, file), at);
      const sent = new URL(asked);
      for (const [name, value] of Object.entries(credentials.query ?? {})) sent.searchParams.set(name, value);
      // With its query: which page it is. What credentials add to it is added behind.
      const address = asked.href;
      const noList = (body: unknown) => {
        const found = valueAt(body, file.records);
        if (Array.isArray(found)) return undefined;
        return serviceSentence('source-no-list', { address, pointer: file.records, found: nameOf(found) });
      };
      const { body, link } = await fetchPage(sent, address, headers, signal, options, noList);
      const columns = Object.entries(file.columns);
      const list = valueAt(body, file.records) as unknown[];
      return {
        records: list.map((record, index) => ({
          cells: cellsOf(record, columns, { address, number: index + 1 }),
          whole: JSON.stringify(record),
        })),
        next: pageAfter(file.next, at, { body, link, url: asked }),
        remark: saysNothingOfNext(file.next, body, link) ? remarkOn(file.next) : undefined,
      };
    },
    close: async () => {},
  };
}

/** If there are more pages, they would be missing. */
const remarkOn = (next: NextPage): Remark | undefined =>
  'from' in next
    ? { field: 'next.from', code: 'only-page', said: serviceSentence('source-only-page', { pointer: next.from }) }
    : undefined;

function authorization({ token, username, password }: HttpPagesCredentials): Record<string, string> {
  if (token !== undefined) return { authorization: `Bearer ${token}` };
  if (username === undefined && password === undefined) return {};
  return { authorization: `Basic ${Buffer.from(`${username ?? ''}:${password ?? ''}`).toString('base64')}` };
}

/** Of the first page. */
function addressOf({ base_url }: HttpPagesConfig, { path }: PagedFile): URL {
  const between = path === '' || path.startsWith('/') || path.startsWith('?') ? '' : '/';
  return new URL(base_url.replace(/\/+$/, '') + between + path);
}
