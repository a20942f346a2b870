import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELDS, readSettings, SettingsError } from '../../../infra/settings.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

const refusal = (context: Record<string, unknown>): string => {
  try {
    readSettings(context);
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
};

describe('context values', () => {
  it('have defaults that make a small installation with databases of its own', () => {
    expect(readSettings({})).toMatchObject({
      installation: 'tranche',
      size: 'small',
      stagedFileDays: 90,
      logDays: 30,
      backupDays: 14,
      emulator: false,
      compressAnswers: true,
      destroyData: false,
      postgresSecret: undefined,
      credentialsSecret: undefined,
    });
  });

  it('are read as the CLI passes them, as text, and as cdk.json holds them', () => {
    const given = { stagedFileDays: 7, concurrentSyncs: 3, emulator: true };
    const asText = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
    expect(readSettings(asText)).toMatchObject(given);
    expect(readSettings(given)).toMatchObject(given);
  });

  it.each([
    [{ size: 'huge' }, 'context value "size" is "huge": expected small, medium or large'],
    [{ stagedFileDays: '0' }, 'context value "stagedFileDays" is "0": expected a whole number of days from 1 to 3650'],
    [{ stagedFileDays: '1e2' }, '"stagedFileDays" is "1e2"'],
    [{ logDays: 31 }, '"logDays" is 31: expected a retention of CloudWatch Logs, one of 1, 3, 5'],
    [{ alarmEmail: 'night' }, '"alarmEmail" is "night": expected an e-mail address'],
    [{ emulator: 'yes' }, '"emulator" is "yes": expected true or false'],
    [{ installation: 'Bank' }, '"installation" is "Bank": expected 2 to 20 lower-case letters'],
    [{ postgresSecret: 'postgres://u:p@h/d' }, '"postgresSecret" is'],
    [{ postgresSecret: 'bank/postgres' }, '"credentialsSecret" is missing'],
    [{ tokenKeys: 'a b' }, '"tokenKeys" is'],
    [{ outboundPorts: '5432,70000' }, '"outboundPorts" is "5432,70000": expected ports with commas between'],
    [
      { domain: 'tranche.bank.example' },
      'context value "certificate" is missing: expected the ARN of an ACM certificate',
    ],
    [{ clickhouseReadSecret: 'bank/reads' }, '"clickhouseReadSecret" needs "clickhouseSecret"'],
    [{ clickhouseCluster: 'main' }, '"clickhouseCluster" needs "clickhouseSecret"'],
    [{ databaseSubnets: 'subnet-01234567' }, '"databaseSecurityGroup" is missing'],
    [
      { databaseSubnets: 'subnet-01234567', databaseSecurityGroup: 'sg-01234567' },
      'needs "postgresSecret" and "clickhouseSecret"',
    ],
    [{ staged_file_days: 9 }, 'context value "staged_file_days" is not known; known are installation, size'],
  ])('%j is refused, by name', (context, message) => {
    expect(refusal(context)).toContain(message);
  });

  it('are refused all at once', () => {
    expect(refusal({ size: 'huge', logDays: 2, weather: 'fine' }).split('\n')).toHaveLength(3);
  });

  it('of the CDK itself are left alone', () => {
    expect(
      readSettings({ '@aws-cdk/core:x': true, 'aws:cdk:bundling-stacks': [], 'availability-zones:account=1': [] }).size,
    ).toBe('small');
  });

  it('never get through unchecked', () => {
    const known = Object.keys(FIELDS);
    fc.assert(
      fc.property(fc.constantFrom(...known), fc.jsonValue(), (name, value) => {
        try {
          const settings = readSettings({ [name]: value });
          expect(settings.size).toMatch(/^(small|medium|large)$/);
          expect(settings.stagedFileDays).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(SettingsError);
          expect((error as Error).message).toContain(name);
        }
      }),
    );
  });

  it('that are wrong stop the app with their names, and no stack trace', () => {
    const { status, stderr } = spawnSync(process.execPath, ['infra/app.ts'], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, CDK_CONTEXT_JSON: JSON.stringify({ size: 'huge', weather: 'fine' }) },
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toContain('"size" is "huge"');
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('are all in the documents', () => {
    const page = readFileSync(path.join(ROOT, 'docs/deploying.md'), 'utf8');
    for (const [name, { purpose }] of Object.entries(FIELDS)) {
      expect(page, name).toContain(`| \`${name}\` |`);
      expect(page, name).toContain(purpose);
    }
  });
});
