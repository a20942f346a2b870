import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from 'chdb';
import { boundsOf, GRANTS, LOGIN_NAMES, type Login, profileXml } from '../../shared/warehouse/logins.ts';
import { ClickHouseException } from './exceptions.ts';
import type { Statement } from './statement.ts';
import { tokens } from './tokens.ts';

/**
 * A mutation visits every part of its table, as many at a time as there is place for; then the engine looks again after half a
 * second. A server has 32 places, chdb four on two threads: a deletion took a second for every ten parts.
 */
const MUTATIONS_AS_ON_A_SERVER =
  '<background_merges_mutations_concurrency_ratio>16</background_merges_mutations_concurrency_ratio>';

/** What a user may do: that of a login of the service, or everything. */
export type Access = Login | 'everything';

const LOGINS: readonly Login[] = ['load', 'read'];

/**
 * The engine knows one user only, `default`, and takes what it may from a file. So that its own checks hold here too, there is a
 * role for each login: a session that has taken one can do no more than the role may, until it takes another.
 * @returns arguments of the engine
 */
export function writeAccessFiles(folder: string): readonly string[] {
  const grants = (queries: readonly string[]) =>
    `<grants>${queries.map((query) => `<query>${query}</query>`).join('')}</grants>`;
  const role = (name: string, queries: readonly string[]) => `<${name}>${grants(queries)}</${name}>`;
  const roles = LOGINS.map((login) => role(LOGIN_NAMES[login], GRANTS[login]));
  const users = join(folder, 'users.xml');
  const configuration = join(folder, 'config.xml');
  writeFileSync(
    users,
    `<clickhouse>
  <profiles><default/>${LOGINS.map((login) => profileXml(login)).join('')}</profiles>
  <quotas><default/></quotas>
  <roles>${role('everything', ['GRANT ALL ON *.* WITH GRANT OPTION'])}${roles.join('')}</roles>
  <users><default>
    <password/><networks><ip>::/0</ip></networks><profile>default</profile><quota>default</quota>
    ${grants(['everything', ...Object.values(LOGIN_NAMES)].map((name) => `GRANT ${name}`))}
  </default></users>
</clickhouse>
`,
  );
  // Without a configuration, the engine does not look at the users.
  writeFileSync(configuration, `<clickhouse>${MUTATIONS_AS_ON_A_SERVER}</clickhouse>\n`);
  return [`--config-file=${configuration}`, `--users_config=${users}`];
}

/** Gives a new session what the access may, and no more. */
export function enter(session: Session, access: Access): void {
  if (access === 'everything') return;
  session.query(`SET ROLE ${LOGIN_NAMES[access]}`);
  session.query(`SET profile = '${LOGIN_NAMES[access]}'`);
  // From a profile, the engine takes the bounds only.
  session.query(
    `SET ${boundsOf(access)
      .map(({ setting }) => usual(access, setting))
      .join(', ')}`,
  );
}

/** A setting as it is where a statement does not name it, as SET takes it. */
export function usual(access: Access, name: string): string {
  const bound = access === 'everything' ? undefined : boundsOf(access).find(({ setting }) => setting === name);
  return `${name} = ${bound?.value ?? 'DEFAULT'}`;
}

/** All users are one to the engine: what would take another role, or end the statements of another user, is refused here. */
export function assertWithinRole(access: Access, { firstWord, text }: Pick<Statement, 'firstWord' | 'text'>): void {
  if (access === 'everything') return;
  const what = ['SET', 'KILL', 'EXECUTE'].includes(firstWord) ? firstWord : fileFunctionIn(text);
  if (what === undefined) return;
  throw new ClickHouseException(
    497,
    `${LOGIN_NAMES[access]}: Not enough privileges: ${what} is not for this user. (ACCESS_DENIED)`,
  );
}

/** A function that reads a file of this machine: on a server it is confined to a folder of its own, but not in the embedded engine. */
function fileFunctionIn(sql: string): string | undefined {
  const all = [...tokens(sql)];
  const called = all.filter((_, at) => all[at + 1]?.text === '(').map(({ text }) => text);
  return called.find((name) => /^([`"]?)(file|catboostEvaluate)\1$/i.test(name) || /^[`"].*\\/s.test(name));
}
