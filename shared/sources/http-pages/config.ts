import * as z from 'zod';
import { isJsonPointer } from '../../domain/json-pointer.ts';
import { isPlainUrl } from '../../domain/plain-url.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import { textOfForm } from '../../domain/text-of-form.ts';
import { readStep } from './iso-duration.ts';

const saying = (id: FieldSentence) => {
  const { text: error, message } = serviceSentence(id);
  return { error, params: { code: 'format', message } };
};
const checked = (holds: (text: string) => boolean, id: FieldSentence, most = 500) =>
  z.string().max(most).refine(holds, saying(id));

type FieldSentence = 'field-json-pointer' | 'field-headers' | 'field-window-edge' | 'field-duration' | 'field-base-url';

const pointer = checked(isJsonPointer, 'field-json-pointer');
const parameter = z.string().min(1).max(100);
/** Digits, letters and signs that a header may have; no line breaks. */
const headerName = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/;
const headerValue = textOfForm(/^[\x20-\x7e]*$/, serviceSentence('field-header-value'), z.string().max(4096));
const NOT_GIVEN =
  /^(?:host|content-length|transfer-encoding|connection|accept-encoding|trailer|te|upgrade|expect|keep-alive)$/i;
export const headers = z
  .record(z.string(), headerValue)
  .refine(
    (given) => Object.keys(given).length <= 50 && Object.keys(given).every(isHeaderName),
    saying('field-headers'),
  );

function isHeaderName(name: string): boolean {
  return headerName.test(name) && !NOT_GIVEN.test(name);
}

const instant = checked(
  (text) =>
    /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z)?$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    // The 30th of February would be the first of March.
    new Date(text).toISOString().startsWith(text.slice(0, 10)) &&
    text >= '1900',
  'field-window-edge',
);

const next = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({
      kind: z.literal('cursor'),
      from: pointer.meta({ description: 'JSON pointer to the next cursor; null, absent or empty ends.' }),
      parameter: parameter.meta({ description: 'Query parameter that takes it.' }),
    }),
    z.strictObject({
      kind: z.literal('link'),
      from: z
        .union([z.literal('header'), pointer])
        .meta({ description: 'JSON pointer to the address of the next page; or `header`: of `Link`, rel="next".' }),
    }),
    z.strictObject({
      kind: z.literal('window'),
      from: parameter.meta({ description: 'Query parameter of where a window begins.' }),
      to: parameter.meta({ description: 'Query parameter of where it ends, which is where the next one begins.' }),
      step: checked((text) => readStep(text) !== undefined, 'field-duration').meta({
        description: 'How long a window is: `P5D`, `P1W`, `P1M`, `PT6H`.',
      }),
      start: instant.meta({ description: 'Where the first window begins: a day, or a time in UTC.' }),
      end: instant.exactOptional().meta({
        description: 'Where the last one ends. If left out: when the pull begins; of days, the day after it.',
      }),
    }),
  ])
  .meta({ description: 'How the page after a page is found.' });
export type NextPage = z.infer<typeof next>;

const file = z.strictObject({
  path: z.string().max(2000).meta({ description: 'Behind `base_url`; it may have a query.' }),
  records: pointer.meta({ description: 'JSON pointer to the list of records; empty where the answer is the list.' }),
  columns: z
    .record(
      z.string(),
      checked((text) => text !== '' && (!text.startsWith('/') || isJsonPointer(text)), 'field-json-pointer'),
    )
    .meta({
      description:
        'By column of the file: a field of a record, or a JSON pointer in it. A list becomes one cell, joined by `|`.',
    }),
  next: next.default({ kind: 'none' }),
  allow_empty: z.boolean().default(false).meta({ description: 'No record at all is an empty file, and no fault.' }),
  repeated: z
    .enum(['dropped', 'kept'])
    .default('dropped')
    .meta({
      description:
        'What becomes of a record that is the very same as one of the pages just before: a source whose pages overlap sends ' +
        'it twice. Within a page, records that look alike are rows.',
    }),
});
export type PagedFile = z.infer<typeof file>;

const baseUrl = checked(isPlainUrl, 'field-base-url', 2000);

export const httpPagesConfig = z.strictObject({
  base_url: baseUrl.meta({ description: '`https://api.bank.example/v1`: without query and credentials.' }),
  headers: headers.exactOptional().meta({ description: 'Sent with every request. Secrets belong into `credentials`.' }),
  files: z.record(z.string(), file).meta({ description: 'By file type.' }),
});
export type HttpPagesConfig = z.infer<typeof httpPagesConfig>;

const secretText = headerValue.min(1);

export const httpPagesCredentials = z.strictObject({
  token: secretText.exactOptional().meta({ description: 'Sent as `Authorization: Bearer …`.' }),
  username: z.string().max(500).exactOptional(),
  password: z.string().max(4096).exactOptional().meta({ description: 'With `username`: HTTP Basic.' }),
  headers: headers.exactOptional().meta({ description: 'Such as `X-Api-Key`.' }),
  query: z.record(z.string().min(1), z.string().max(4096)).exactOptional().meta({ description: 'Query parameters.' }),
});
export type HttpPagesCredentials = z.infer<typeof httpPagesCredentials>;
