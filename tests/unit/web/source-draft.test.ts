import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Slice } from '../../../shared/contracts/slice.ts';
import { DATASETS } from '../../../shared/datasets/registry.ts';
import { httpPagesCredentials } from '../../../shared/sources/http-pages/config.ts';
import { configFaults } from '../../../shared/sources/source-faults.ts';
import { kindOf, type SourceTarget } from '../../../shared/sources/source-kinds.ts';
import type { components } from '../../../web/api/schema.ts';
import { sliceNameOf } from '../../../web/datasets/contracts.ts';
import { makeFormats } from '../../../web/format/formats.ts';
import { emptyFields, placeErrors, shownFields } from '../../../web/pages/sources/field-errors.ts';
import {
  canBeSent,
  changesOf,
  columnsFor,
  configOf,
  credentialsOf,
  draftKind,
  draftOf,
  type FileDraft,
  filesOf,
  newDraft,
  newSource,
  type SourceDraft,
  withKind,
  withSlice,
} from '../../../web/pages/sources/source-draft.ts';

type Source = components['schemas']['Source'];

const english = makeFormats('en-GB');
const turkish = makeFormats('tr-TR');
const slices = DATASETS.flatMap((dataset) => Slice.allOf(dataset));
const slice = fc.constantFrom(...slices);

const text = (least: number) => fc.string({ unit: 'binary', minLength: least, maxLength: 30 });
const pointer = fc
  .array(fc.stringMatching(/^(?:[^~/]|~[01]){0,8}$/), { maxLength: 3 })
  .map((parts) => parts.map((part) => `/${part}`).join(''));
const instant = fc.constantFrom('2026-01-31', '2026-01-31T06:00:00Z');
const parameter = text(1);
const next = fc.oneof(
  fc.constant({ kind: 'none' as const }),
  fc.record({ kind: fc.constant('cursor' as const), from: pointer, parameter }),
  fc.record({ kind: fc.constant('link' as const), from: fc.oneof(pointer, fc.constant('header')) }),
  fc.record(
    {
      kind: fc.constant('window' as const),
      from: parameter,
      to: parameter,
      step: fc.constantFrom('P5D', 'PT6H', 'P1M'),
      start: instant,
      end: instant,
    },
    { requiredKeys: ['kind', 'from', 'to', 'step', 'start'] },
  ),
);
const file = fc.record({
  path: text(0),
  records: pointer,
  columns: fc.dictionary(fc.stringMatching(/^[a-z][a-z_]{0,19}$/), text(1), { maxKeys: 6, noNullPrototype: true }),
  next,
  allow_empty: fc.boolean(),
  repeated: fc.constantFrom('dropped' as const, 'kept' as const),
});
const headerName = fc
  .stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,10}$/)
  .filter((name) => !/^(?:host|connection|trailer|te|upgrade|expect|keep-alive)$/i.test(name));
const headers = fc.dictionary(headerName, fc.stringMatching(/^[ -~]{0,20}$/), {
  minKeys: 1,
  maxKeys: 4,
  noNullPrototype: true,
});
const columns = fc.dictionary(fc.stringMatching(/^[a-z][a-z_]{0,19}$/), fc.stringMatching(/^[a-z]{1,9}$/), {
  maxKeys: 6,
  noNullPrototype: true,
});
const server = {
  host: fc.constantFrom('db.bank.example', '10.0.0.1', 'fd00::1'),
  port: fc.integer({ min: 1, max: 65_535 }),
  database: fc.stringMatching(/^[a-z]{1,20}$/),
  tls: fc.constantFrom('verify-full' as const, 'require' as const, 'disable' as const),
};
const query = fc.stringMatching(/^SELECT [a-z, \n]{1,30}$/);
const table = fc.oneof(
  fc.record({ query, columns, allow_empty: fc.boolean() }, { requiredKeys: ['query', 'allow_empty'] }),
  fc.record({ table: fc.constantFrom('public.loans', 'loans'), columns, allow_empty: fc.boolean() }),
);
const collection = fc.record({ collection: fc.stringMatching(/^[a-z]{1,9}$/), columns, allow_empty: fc.boolean() });

/** Of each kind as the service keeps it, with file types of the slice and others, that this page does not know yet. */
const targetFor = ({ contract }: Slice) => {
  const ofFiles = <File>(of: fc.Arbitrary<File>) =>
    fc.dictionary(fc.constantFrom(...contract.fileTypes.map(({ name }) => name), 'newer_type'), of, {
      noNullPrototype: true,
    });
  const base_url = fc.webUrl().map((url) => url.replace(/[?#].*$/, ''));
  return fc.oneof(
    fc.record({
      kind: fc.constant('http_pages' as const),
      config: fc.record({ base_url, headers, files: ofFiles(file) }, { requiredKeys: ['base_url', 'files'] }),
    }),
    fc.record({
      kind: fc.constant('postgres' as const),
      config: fc.record({ ...server, tables: ofFiles(table) }),
    }),
    fc.record({
      kind: fc.constant('mongodb' as const),
      config: fc.record(
        { ...server, auth_source: fc.constant('admin'), collections: ofFiles(collection) },
        { requiredKeys: ['host', 'port', 'database', 'tls', 'collections'] },
      ),
    }),
  );
};
const sources = slice.chain((of) =>
  fc.record({ target: targetFor(of), hasCredentials: fc.boolean(), minutes: fc.integer({ min: 1, max: 10_080 }) }).map(
    ({ target, hasCredentials, minutes }): Source => ({
      source_id: '0197a1b2-0000-7000-8000-000000000021',
      tenant_id: 'BANK001',
      name: 'Core banking',
      ...sliceNameOf(of),
      ...target,
      has_credentials: hasCredentials,
      interval_minutes: minutes,
      is_enabled: true,
      pull_id: null,
      next_pull_at: null,
      created_at: '',
      updated_at: '',
    }),
  ),
);

describe('the form of a source', () => {
  it('gives back the configuration that it was made from, and changes nothing', () => {
    fc.assert(
      fc.property(sources, fc.constantFrom(english, turkish), (source, formats) => {
        // What is generated is what the service takes.
        expect(kindOf(source).config.parse(source.config)).toEqual(source.config);
        const draft = draftOf(source, formats);
        expect(configOf(draft)).toEqual(source.config);
        expect(changesOf(source, draft, formats)).toEqual({});
      }),
    );
  });

  it('begins with each column read from the field of its name, so that only an address is missing', async () => {
    for (const of of slices) {
      const draft = {
        ...newDraft(sliceNameOf(of), english),
        name: 'Core',
        api: { baseUrl: ' https://1.1.1.1 ', headers: [] },
      };
      const made = newSource(draft, english);
      expect(made).toMatchObject({ name: 'Core', interval_minutes: 60, is_enabled: true, dataset: of.dataset });
      expect(await configFaults(of, made as SourceTarget)).toEqual([]);
      expect(Object.keys(filesOf({ kind: draft.kind, config: configOf(draft) }))).toEqual([
        of.contract.fileTypes[0]!.name,
      ]);
    }
  });

  it('keeps what is typed for another variant, and only the columns that this has', () => {
    fc.assert(
      fc.property(sources, slice, (source, other) => {
        const draft = draftOf(source, english);
        const { slice: now, files } = withSlice(draft, sliceNameOf(other));
        expect(now).toEqual(sliceNameOf(other));
        expect(Object.keys(files)).toEqual(other.contract.fileTypes.map(({ name }) => name));
        for (const [name, { columns: kept, pages }] of Object.entries(files)) {
          expect(Object.keys(kept)).toEqual(columnsFor(sliceNameOf(other), name).map((column) => column.name));
          if (other.dataset === source.dataset && draft.files[name]?.isPulled) {
            expect(pages).toEqual(draft.files[name].pages);
            for (const column of Object.keys(kept))
              expect(kept[column]).toBe(draft.files[name].columns[column] ?? column);
          }
        }
      }),
    );
  });

  it('sends credentials that the service takes, and nothing of those that are kept', () => {
    const typed = { token: 't', username: 'u', password: 'p', name: ' X-Api-Key ', secret: 's' };
    const sent = draftKind('http_pages').credentialKinds.map((kind) => credentialsOf({ kind, ...typed }));
    expect(sent).toEqual([
      null,
      { token: 't' },
      { username: 'u', password: 'p' },
      { headers: { 'X-Api-Key': 's' } },
      { query: { 'X-Api-Key': 's' } },
    ]);
    for (const credentials of sent.slice(1)) expect(httpPagesCredentials.parse(credentials)).toEqual(credentials);
    expect(credentialsOf({ kind: 'keep', ...typed })).toBeUndefined();
  });

  it('does not send what it would lose: a header twice, or an interval that is none', () => {
    const draft = newDraft(sliceNameOf(slices[0]!), english);
    expect(canBeSent(draft, english)).toBe(true);
    expect(canBeSent({ ...draft, interval: 'often' }, english)).toBe(false);
    expect(canBeSent({ ...draft, server: { ...draft.server, port: 'x' } }, english)).toBe(false);
    const twice = [0, 1].map((id) => ({ id, name: 'X', value: String(id) }));
    expect(canBeSent({ ...draft, api: { ...draft.api, headers: twice } }, english)).toBe(false);
  });
});

describe('an empty field', () => {
  const [of] = slices as [Slice];
  const { name: fileType } = of.contract.fileTypes[0]!;
  const fresh = newDraft(sliceNameOf(of), english);
  const paged = (next: Partial<FileDraft['pages']['next']>): SourceDraft => {
    const file = fresh.files[fileType]!;
    const files = {
      ...fresh.files,
      [fileType]: { ...file, pages: { ...file.pages, next: { ...file.pages.next, ...next } } },
    };
    return { ...fresh, name: 'Core', api: { ...fresh.api, baseUrl: 'https://1.1.1.1' }, files };
  };
  const ofNext = (...fields: readonly string[]) => fields.map((field) => `config.files.${fileType}.next.${field}`);

  it('is told before anything is sent, and a source that is only tried needs no name', () => {
    expect(emptyFields({ ...fresh, name: ' ' }, false)).toEqual(['name', 'config.base_url']);
    expect(emptyFields(fresh, true)).toEqual(['config.base_url']);
    const draft = paged({});
    expect(emptyFields(draft, false)).toEqual([]);
    const token = { ...draft.credentials, kind: 'token' as const };
    expect(emptyFields({ ...draft, credentials: token }, false)).toEqual(['credentials.token']);
  });

  it('is one of the kind of next page that is chosen, also where the service would take an empty pointer', () => {
    expect(emptyFields(paged({ kind: 'cursor' }), true)).toEqual(ofNext('from', 'parameter'));
    expect(emptyFields(paged({ kind: 'cursor', cursor: '/next', parameter: 'c' }), true)).toEqual([]);
    expect(emptyFields(paged({ kind: 'link' }), true)).toEqual(ofNext('from'));
    expect(emptyFields(paged({ kind: 'link', isLinkInHeader: true }), true)).toEqual([]);
    expect(emptyFields(paged({ kind: 'window' }), true)).toEqual(ofNext('from', 'to', 'start', 'step'));
  });

  it('is one of the kind of source that is chosen', () => {
    const ofFile = (field: string, name: string) => `config.${field}.${fileType}.${name}`;
    const login = ['credentials.username', 'credentials.password'];
    const postgres = withKind(fresh, 'postgres');
    expect(emptyFields(postgres, true)).toEqual([
      'config.host',
      'config.database',
      ...login,
      ofFile('tables', 'table'),
    ]);
    const mongodb = withKind(fresh, 'mongodb');
    expect(emptyFields(mongodb, true).at(-1)).toBe(ofFile('collections', 'collection'));
    for (const draft of [postgres, mongodb])
      for (const field of emptyFields(draft, false)) expect(shownFields(draft)).toContain(field);
    // What was typed for another kind is there again.
    const token = { ...fresh, credentials: { ...fresh.credentials, kind: 'token' as const, token: 't' } };
    expect(withKind(token, 'postgres').credentials).toMatchObject({ kind: 'password', token: 't' });
    expect(withKind(withKind(fresh, 'mongodb'), 'http_pages')).toMatchObject({ api: fresh.api, files: fresh.files });
  });

  it('is shown by a field of the form', () => {
    for (const kind of ['cursor', 'link', 'window'] as const) {
      const draft = { ...fresh, files: paged({ kind }).files, name: '' };
      const shown = shownFields(draft);
      for (const field of emptyFields(draft, false)) expect(shown).toContain(field);
    }
  });
});

describe('an error of the service', () => {
  const draft: SourceDraft = newDraft(sliceNameOf(slices[0]!), english);
  const pulled = slices[0]!.contract.fileTypes[0]!.name;
  const column = Object.keys(draft.files[pulled]!.columns)[0]!;
  const placeOf = (field: string) => [...placeErrors([{ field, code: 'value', detail: '' }], draft).keys()][0];

  it('stands at its field, or at what that is a part of, or else below', () => {
    expect(shownFields(draft).map(placeOf)).toEqual(shownFields(draft));
    expect(placeOf(`config.files.${pulled}.columns.${column}`)).toBe(`config.files.${pulled}.columns.${column}`);
    expect(placeOf(`config.files.${pulled}.columns.made_up`)).toBe(`config.files.${pulled}.columns`);
    expect(placeOf(`config.files.${pulled}.next.step`)).toBe(`config.files.${pulled}.next`);
    expect(placeOf('config.headers.X.Y')).toBe('config.headers');
    expect(placeOf('config.files.other.path')).toBe('config.files');
    expect(placeOf('kind')).toBe('');
  });
});
