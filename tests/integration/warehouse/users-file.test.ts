import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { usersFileScript } from '../../../infra/clickhouse/users-file.ts';
import { SHARES } from '../../../shared/warehouse/workloads.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'tranche-users-'));
const MEMORY = 8 * 1024 ** 3;
const [LOAD_HASH, READ_HASH] = ['a'.repeat(64), 'b'.repeat(64)];
/** As the machine writes it. */
const file = execFileSync('bash', ['--norc', '-c', `${usersFileScript()}\nusers_file`], {
  encoding: 'utf8',
  env: { LOAD_HASH, READ_HASH, MEMORY: String(MEMORY), PATH: process.env.PATH },
});

/** What the engine makes of it, asked by a user that the file does not have. */
const QUESTIONS = {
  users: 'SELECT name FROM system.users ORDER BY name',
  load: 'SHOW GRANTS FOR tranche_load',
  former: 'SHOW GRANTS FOR tranche',
  read: 'SHOW GRANTS FOR tranche_read',
  bounds: `SELECT arrayStringConcat([profile_name, setting_name, ifNull(value, '-'), ifNull(min, '-'), ifNull(max, '-'),
      toString(ifNull(writability, 'WRITABLE'))], ' ')
    FROM system.settings_profile_elements WHERE setting_name IS NOT NULL AND profile_name LIKE 'tranche%' ORDER BY 1`,
};
let answers: Record<keyof typeof QUESTIONS, string[]>;

beforeAll(() => {
  const [users, configuration] = ['users.xml', 'config.xml'].map((name) => path.join(folder, name)) as [string, string];
  const operator = `<default><password/><networks><ip>::/0</ip></networks><profile>default</profile><quota>default</quota>
    <access_management>1</access_management></default>`;
  writeFileSync(
    users,
    file
      .replace('<default remove="remove"/>', operator)
      .replace('<profiles>', '<quotas><default/></quotas><profiles><default/>'),
  );
  writeFileSync(configuration, '<clickhouse/>');
  const program = `
    import { Session } from 'chdb';
    const session = new Session(${JSON.stringify(path.join(folder, 'data'))}, {
      connectionArgs: ['--config-file=${configuration}', '--users_config=${users}'],
    });
    const answers = Object.entries(${JSON.stringify(QUESTIONS)}).map(([name, sql]) =>
      [name, session.query(sql, 'TSVRaw').trim().split('\\n')]);
    console.log(JSON.stringify(Object.fromEntries(answers)));
    session.close();`;
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    cwd: path.resolve(import.meta.dirname, '../../..'),
    timeout: 60_000,
  });
  answers = JSON.parse(said) as typeof answers;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the file of users on a server', () => {
  it('takes away the user without a password, and knows the others by the hash of theirs', () => {
    expect(file).toContain('<default remove="remove"/>');
    expect(answers.users).toEqual(['default', 'tranche', 'tranche_load', 'tranche_read']);
    expect(file.split(LOAD_HASH)).toHaveLength(3);
    expect(file.split(READ_HASH)).toHaveLength(2);
    expect(file).not.toContain('$');
  });

  it('lets nobody change who may do what, and the login that reads change no table', () => {
    const rights = answers.read.join('\n');
    expect(answers.read.toSorted()).toEqual(
      [
        'GRANT SELECT ON *.* TO tranche_read',
        'GRANT INSERT ON _kept_*.* TO tranche_read',
        'REVOKE SELECT ON system.* FROM tranche_read',
        'GRANT SELECT ON system.disks TO tranche_read',
        'GRANT SELECT ON system.errors TO tranche_read',
        'GRANT SELECT ON system.parts TO tranche_read',
        'GRANT SELECT ON system.metrics TO tranche_read',
      ].toSorted(),
    );
    for (const right of ['ACCESS MANAGEMENT', 'CREATE USER', 'S3', 'FILE', 'REMOTE', 'WITH GRANT OPTION']) {
      expect(`${rights}\n${answers.load.join('\n')}`).not.toContain(right);
    }
    expect(answers.former).toEqual(answers.load.map((grant) => grant.replace('tranche_load', 'tranche')));
  });

  it('bounds each by its share, and all statements of one together by theirs of the machine', () => {
    for (const [login, workload, percent] of [
      ['load', 'load', 50],
      ['read', 'read', 35],
    ] as const) {
      const { memory, threads, spillFrom } = SHARES[workload];
      const ofAll = Math.floor(MEMORY / 100) * percent;
      const bound = (setting: string, most: number) => `tranche_${login} ${setting} ${most} 1 ${most} WRITABLE`;
      expect(answers.bounds).toEqual(
        expect.arrayContaining([
          bound('max_memory_usage', memory),
          bound('max_threads', threads),
          bound('max_bytes_before_external_sort', spillFrom),
          bound('max_bytes_before_external_group_by', spillFrom),
          `tranche_${login} max_memory_usage_for_user ${ofAll} - - CONST`,
        ]),
      );
      // On the smallest machine too, one statement may have its share.
      expect(ofAll).toBeGreaterThan(memory);
    }
  });
});
