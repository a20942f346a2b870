import { grantsXml, LOGIN_NAMES, type Login, MEMORY_PERCENT, profileXml } from '../../shared/warehouse/logins.ts';

/** What the only user was called when there was one: functions of that version use it until they are replaced. */
export const FORMER_USER = 'tranche';

/**
 * A function for setup.sh that prints ClickHouse's file of users. In its environment: LOAD_HASH and READ_HASH, the SHA-256 of
 * the passwords, and MEMORY, the machine's in bytes.
 */
export const usersFileScript = (): string =>
  `users_file() {
cat << XML
<clickhouse>
<profiles>
${(['load', 'read'] as const).map((login) => profileXml(login, memoryOf(login))).join('\n')}
</profiles>
<users>
<default remove="remove"/>
${user(LOGIN_NAMES.load, 'load')}
${user(FORMER_USER, 'load')}
${user(LOGIN_NAMES.read, 'read')}
</users>
</clickhouse>
XML
}`;

const memoryOf = (login: Login): string => `$((MEMORY / 100 * ${MEMORY_PERCENT[login]}))`;

const user = (name: string, login: Login): string => `<${name}>
<password_sha256_hex>$${login.toUpperCase()}_HASH</password_sha256_hex>
<networks><ip>::/0</ip></networks>
<profile>${LOGIN_NAMES[login]}</profile>
<quota>default</quota>
${grantsXml(login)}
</${name}>`;
