import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseTarget } from '../../../cli/connection.ts';
import { isReadableByOthers, profilesFile, readProfiles, writeProfiles } from '../../../cli/profiles.ts';
import { uploadJournal } from '../../../cli/upload/journal.ts';

let folder: string;
let env: Record<string, string>;
const KEY = `sk_live_${'0'.repeat(48)}`;
const cloud = { url: 'https://tranche.example.com', tenant_id: 'BANK007', api_key: KEY };

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tranche-profiles-'));
  const home = path.join(folder, 'home');
  mkdirSync(home);
  const tenants = ['BANK001', 'BANK002'].map((tenant_id) => ({
    tenant_id,
    name: tenant_id,
    api_key: `key of ${tenant_id}`,
  }));
  writeFileSync(path.join(home, 'tenants.json'), JSON.stringify(tenants));
  env = { XDG_CONFIG_HOME: path.join(folder, 'config'), TRANCHE_HOME: home, PORT: '8123' };
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the service to speak to', () => {
  it('is that of this machine, as its first tenant, where nothing says otherwise', () => {
    expect(chooseTarget({}, env)).toMatchObject({
      url: 'http://127.0.0.1:8123',
      tenantId: 'BANK001',
      apiKey: 'key of BANK001',
      home: env.TRANCHE_HOME,
    });
    expect(chooseTarget({ tenant: 'bank002' }, env)).toMatchObject({ apiKey: 'key of BANK002' });
  });

  it('is the profile in use, then the environment, then the one that is named', () => {
    writeProfiles(env, { current: 'cloud', profiles: { cloud, other: { ...cloud, tenant_id: 'BANK008' } } });
    expect(chooseTarget({}, env)).toMatchObject({ tenantId: 'BANK007', home: undefined });
    const both = { ...env, TRANCHE_URL: 'https://elsewhere.example.com', TRANCHE_API_KEY: KEY };
    expect(chooseTarget({}, both)).toMatchObject({ url: 'https://elsewhere.example.com', tenantId: undefined });
    expect(chooseTarget({}, { ...both, TRANCHE_PROFILE: 'other' })).toMatchObject({ tenantId: 'BANK008' });
    expect(chooseTarget({ profile: 'laptop' }, { ...both, TRANCHE_PROFILE: 'other' })).toMatchObject({
      tenantId: 'BANK001',
    });
  });

  it.each<[string, object, Record<string, string>, RegExp]>([
    ['a profile that is not there', { profile: 'clud' }, {}, /no profile "clud".*Did you mean cloud\?/],
    ['a tenant of another key', { profile: 'cloud', tenant: 'BANK001' }, {}, /--tenant is BANK001.*BANK007's/],
    ['a tenant that is not here', { tenant: 'BANK009' }, {}, /no tenant BANK009.*BANK001, BANK002/],
    ['an address without a key', {}, { TRANCHE_URL: 'https://x.example.com' }, /TRANCHE_API_KEY is not/],
    ['an address that is none', {}, { TRANCHE_URL: 'x', TRANCHE_API_KEY: KEY }, /TRANCHE_URL is "x"/],
    ['a machine where it never ran', {}, { TRANCHE_HOME: '/nowhere' }, /never started here/],
  ])('is not chosen by %s', (_name, choice, more, message) => {
    writeProfiles(env, { profiles: { cloud } });
    expect(() => chooseTarget(choice, { ...env, ...more })).toThrow(message);
  });
});

describe('the file of profiles', () => {
  it('is readable by its owner only', () => {
    writeProfiles(env, { profiles: { cloud } });
    const file = profilesFile(env);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(isReadableByOthers(file)).toBe(false);
    chmodSync(file, 0o644);
    expect(isReadableByOthers(file)).toBe(true);
    expect(readProfiles(env).profiles).toEqual({ cloud });
  });

  it('is refused where it is none', () => {
    mkdirSync(path.dirname(profilesFile(env)), { recursive: true });
    writeFileSync(profilesFile(env), '{"profiles": {"x": {"url": "y"}}}');
    expect(() => readProfiles(env)).toThrow(/is not a file of profiles: profiles\.x\.url/);
  });
});

describe('the journal of an upload', () => {
  const identity = {
    url: 'u',
    tenantId: 't',
    slice: 'loans.RETAIL',
    fileType: 'credit',
    fileName: 'f',
    sha256: 'a',
    announced: {},
  };
  const begun = (minutes: number) => ({
    upload_id: 'u1',
    part_size: 5,
    parts: [{ part_number: 1, url: 'https://s3.example.com/1' }],
    expires_at: new Date(Date.now() + minutes * 60_000).toISOString(),
    sent: [],
  });

  it('is found again for the same file, and for no other', () => {
    const upload = begun(60);
    uploadJournal(folder, identity).keep(upload);
    expect(uploadJournal(folder, identity).find()).toEqual(upload);
    expect(uploadJournal(folder, { ...identity, sha256: 'b' }).find()).toBeUndefined();
    expect(uploadJournal(folder, { ...identity, tenantId: 'other' }).find()).toBeUndefined();
    // As a correction it is another upload: gone on with as a whole file, it would replace the book.
    expect(uploadJournal(folder, { ...identity, announced: { corrects: 's' } }).find()).toBeUndefined();
    uploadJournal(folder, identity).forget();
    expect(uploadJournal(folder, identity).find()).toBeUndefined();
  });

  it('is forgotten when its addresses are about to end', () => {
    uploadJournal(folder, identity).keep(begun(5));
    expect(uploadJournal(folder, identity).find()).toBeUndefined();
  });
});
