import { describe, expect, it } from 'vitest';
import { DeployFailure } from '../../../scripts/deploy-local/failure.ts';
import { readSettings } from '../../../scripts/deploy-local/settings.ts';

const read = (env: Record<string, string>) => readSettings(env, [], '/project');

describe('settings of deploy:local', () => {
  it('functions reach databases by the addresses that were given, or by their own', () => {
    const given = { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/x', WAREHOUSE_URL: 'http://127.0.0.1:2' };
    expect(read(given).functionsDatabases).toEqual(read(given).databases);
    expect(read(given).databases).toMatchObject({ ...given, WAREHOUSE_USER: 'default', WAREHOUSE_PASSWORD: '' });
    const inside = { FUNCTIONS_DATABASE_URL: 'postgres://a:b@db:3/x', FUNCTIONS_WAREHOUSE_URL: 'http://ch:4' };
    expect(read({ ...given, ...inside })).toMatchObject({
      databases: given,
      functionsDatabases: {
        DATABASE_URL: inside.FUNCTIONS_DATABASE_URL,
        WAREHOUSE_URL: inside.FUNCTIONS_WAREHOUSE_URL,
      },
    });
  });

  it('refuses AWS itself', () => {
    expect(() => read({ AWS_ENDPOINT_URL: 'https://s3.eu-central-1.amazonaws.com' })).toThrow(DeployFailure);
  });

  it.each([
    ['AWS_ENDPOINT_URL', '127.0.0.1:4566'],
    ['DATABASE_URL', 'mysql://a@b/c'],
    ['WAREHOUSE_URL', 'clickhouse'],
    ['FUNCTIONS_DATABASE_URL', 'x'],
  ])('names %s when it is malformed, and never its value', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(
      new RegExp(`^${name} is malformed: expected a URL such as (?!${value})`),
    );
  });
});
