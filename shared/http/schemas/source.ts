import * as z from 'zod';
import { message } from '../../domain/message-schema.ts';
import { fieldError } from '../../domain/problem-document.ts';
import { MAX_SOURCE_NAME, MOST_INTERVAL_MINUTES, pull, type SourceKindName } from '../../domain/source.ts';
import { severity } from '../../domain/validation-error.ts';
import { count, sliceFields, tenantId, timestamp } from '../../domain/values.ts';
import { httpPagesConfig, httpPagesCredentials } from '../../sources/http-pages/config.ts';
import { mongodbConfig } from '../../sources/mongodb/config.ts';
import { postgresConfig } from '../../sources/postgres/config.ts';
import { loginCredentials } from '../../sources/servers/config.ts';
import { EXAMPLE, labelled, sliceParameters } from './slice.ts';

const name = z.string().min(1).max(MAX_SOURCE_NAME).meta({
  description: 'For people. No two sources of a tenant have the same; capitals and blanks make no difference.',
});
const interval = z
  .int()
  .min(1)
  .max(MOST_INTERVAL_MINUTES)
  .meta({ description: 'Minutes from the beginning of a pull to that of the next one by the schedule.' });
const SEALED = { description: 'Kept sealed, and never answered.' };
const login = loginCredentials.meta({ id: 'DatabaseCredentials', ...SEALED });

/** What the document calls the kinds. Defaults make two of a configuration, as it is sent and as it is kept: each stands there once. */
const KINDS = {
  http_pages: {
    name: 'HttpPagesSource',
    description: 'Lists of records, page by page, as JSON over HTTP.',
    sent: httpPagesConfig.meta({ id: 'NewHttpPagesConfig' }),
    kept: httpPagesConfig.meta({ id: 'HttpPagesConfig' }),
    credentials: httpPagesCredentials.meta({ id: 'HttpPagesCredentials', ...SEALED }),
  },
  postgres: {
    name: 'PostgresSource',
    description: 'Tables and queries of a Postgres database, as of one moment.',
    sent: postgresConfig.meta({ id: 'NewPostgresConfig' }),
    kept: postgresConfig.meta({ id: 'PostgresConfig' }),
    credentials: login,
  },
  mongodb: {
    name: 'MongodbSource',
    description: 'Collections of a MongoDB database.',
    sent: mongodbConfig.meta({ id: 'NewMongodbConfig' }),
    kept: mongodbConfig.meta({ id: 'MongodbConfig' }),
    credentials: login,
  },
} as const satisfies Record<SourceKindName, object>;

const kindField = <K extends SourceKindName>(kind: K) => z.literal(kind).meta({ description: KINDS[kind].description });

const columns = Object.fromEntries(
  EXAMPLE.fileType.columns.slice(0, 3).map((column) => [column.name, column.name]),
) as Record<string, string>;
const exampleConfig = {
  base_url: 'https://api.bank.example/v1',
  files: {
    [EXAMPLE.fileType.name]: {
      path: '/loans',
      records: '/data',
      columns,
      next: { kind: 'cursor' as const, from: '/next', parameter: 'cursor' },
    },
  },
};
const filledConfig = httpPagesConfig.parse(exampleConfig);
const example = { name: 'Core banking', kind: 'http_pages' as const, interval_minutes: 60, is_enabled: true };
const ids = { source_id: '0197a1b2-0000-7000-8000-000000000021', pull_id: '0197a1b2-0000-7000-8000-000000000022' };

const keptOf = <K extends SourceKindName>(kind: K) =>
  labelled(
    z.strictObject({
      source_id: z.uuid(),
      tenant_id: tenantId,
      name,
      ...sliceFields,
      kind: kindField(kind),
      config: KINDS[kind].kept as (typeof KINDS)[K]['kept'],
      has_credentials: z.boolean().meta({ description: 'Whether any are kept.' }),
      interval_minutes: interval,
      is_enabled: z.boolean().meta({ description: 'Whether the schedule pulls.' }),
      pull_id: z.uuid().nullable().meta({ description: 'The last pull, or the one under way.' }),
      next_pull_at: timestamp.nullable().meta({ description: 'Of the schedule; null where it does not pull.' }),
      created_at: timestamp,
      updated_at: timestamp,
    }),
  ).meta({ id: KINDS[kind].name });

export const sourceBody = z
  .discriminatedUnion('kind', [keptOf('http_pages'), keptOf('postgres'), keptOf('mongodb')])
  .meta({
    id: 'Source',
    examples: [
      {
        source_id: ids.source_id,
        tenant_id: 'BANK001',
        ...EXAMPLE.labels,
        ...example,
        config: filledConfig,
        has_credentials: true,
        pull_id: ids.pull_id,
        next_pull_at: '2026-03-02T10:30:00.000Z',
        created_at: '2026-03-01T09:00:00.000Z',
        updated_at: '2026-03-01T09:00:00.000Z',
      },
    ],
  });

/** What is to be pulled and from where; the rest of a source is when, and what people call it. */
const target = <K extends SourceKindName>(kind: K) => ({
  ...sliceParameters,
  kind: kindField(kind),
  config: KINDS[kind].sent as (typeof KINDS)[K]['sent'],
  credentials: (KINDS[kind].credentials as (typeof KINDS)[K]['credentials']).exactOptional(),
});

const newOf = <K extends SourceKindName>(kind: K) =>
  z
    .strictObject({
      name,
      ...target(kind),
      interval_minutes: interval.default(60),
      is_enabled: z.boolean().default(true),
    })
    .meta({ id: `New${KINDS[kind].name}` });

export const newSourceBody = z
  .discriminatedUnion('kind', [newOf('http_pages'), newOf('postgres'), newOf('mongodb')])
  .meta({
    id: 'NewSource',
    examples: [{ ...EXAMPLE.named, ...example, config: exampleConfig, credentials: { token: 'a-secret-token' } }],
  });

const triedOf = <K extends SourceKindName>(kind: K) =>
  z
    .strictObject({
      ...target(kind),
      name: name.exactOptional(),
      interval_minutes: interval.exactOptional(),
      is_enabled: z.boolean().exactOptional(),
    })
    .meta({ id: `Tried${KINDS[kind].name}` });

/** What says when, and what it is called, may come along: the same body makes the source. */
export const triedSourceBody = z
  .discriminatedUnion('kind', [triedOf('http_pages'), triedOf('postgres'), triedOf('mongodb')])
  .meta({ id: 'TriedSource', examples: [{ ...EXAMPLE.named, kind: 'http_pages', config: exampleConfig }] });

/** The source says which kind a change is for: what fits none is left to whoever knows the source. */
const ofAnyKind = <Schema extends z.ZodType>(schema: Schema) =>
  schema.catch((given) => given?.input as z.output<Schema>);

export const sourceChangeBody = z
  .strictObject({
    name: name.exactOptional(),
    config: ofAnyKind(z.union([KINDS.http_pages.sent, KINDS.postgres.sent, KINDS.mongodb.sent]))
      .exactOptional()
      .meta({ description: 'Of the kind that the source is. Takes the place of the whole configuration.' }),
    credentials: ofAnyKind(z.union([KINDS.http_pages.credentials, login]).nullable())
      .exactOptional()
      .meta({ description: 'Null takes away those that are kept.' }),
    interval_minutes: interval.exactOptional(),
    is_enabled: z.boolean().exactOptional(),
  })
  .meta({ id: 'SourceChange', examples: [{ interval_minutes: 1440 }] });

const soundSample = { rows_checked: 500, rejected_rows: 0, quarantined_rows: 0, findings: [] };

const sampleFinding = z.strictObject({
  rule_id: z.string(),
  severity: severity.exclude(['WARNING']),
  field: z.string().nullable(),
  code: z.string().meta({ description: 'The type of the error, as `code` of field errors is written.' }),
  rows: count.meta({ description: 'Rows in which this rule is broken.' }),
  row_number: count.meta({ description: 'The first of them; counts rows of the page from 1.' }),
  detail: z.string().meta({ description: 'What is wrong with that row.' }),
  message: message.exactOptional(),
});

export const sourceTestBody = z
  .strictObject({
    reachable: z.boolean().meta({ description: 'Whether the source answered each request.' }),
    files: z
      .record(
        z.string(),
        z.strictObject({
          columns: z.array(z.string()).meta({ description: 'Columns that have a value in any of these rows.' }),
          rows_seen: count.meta({ description: 'Of the first page.' }),
          rows_checked: count.meta({
            description:
              'The first of them, which were checked by the rules of the dataset; but for rows of other files that they name.',
          }),
          rejected_rows: count.meta({ description: 'Of the rows that were checked.' }),
          quarantined_rows: count.meta({ description: 'Loaded, and left out unless asked for.' }),
          findings: z.array(sampleFinding).meta({
            description:
              'What is wrong with them: a few rules, those that reject rows first, and each with the first of its rows.',
          }),
        }),
      )
      .meta({ description: 'By file type: what its first page holds.' }),
    problems: z.array(fieldError).meta({
      description:
        'Empty where a pull would go through. `only-page`: it would, and perhaps without the pages after the first. `no-snapshot`: ' +
        'it would, and not as of one moment.',
    }),
  })
  .meta({
    id: 'SourceTest',
    examples: [
      {
        reachable: true,
        files: { [EXAMPLE.fileType.name]: { columns: Object.keys(columns), rows_seen: 500, ...soundSample } },
        problems: [],
      },
    ],
  });

export const pullBody = labelled(pull).meta({
  id: 'Pull',
  examples: [
    {
      ...ids,
      ...EXAMPLE.labels,
      trigger: 'SCHEDULE',
      status: 'SYNCED',
      files: {
        [EXAMPLE.fileType.name]: {
          requests: 73,
          rows: 36_412,
          repeated_rows: 0,
          bytes: 9_204_311,
          upload_id: EXAMPLE.uploadId,
        },
      },
      sync_id: EXAMPLE.batchId,
      failure: null,
      created_at: '2026-03-02T09:30:00.000Z',
      started_at: '2026-03-02T09:30:01.000Z',
      completed_at: '2026-03-02T09:31:03.000Z',
    },
  ],
});
