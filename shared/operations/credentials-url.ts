/** The login that functions check credentials by, where no other is named; the migrations make it (credentials-login.ts). */
export const CREDENTIALS_USER = 'tranche_credentials';

/** The same database as its owner's URL says, by the login for credentials. */
export function credentialsUrl(databaseUrl: string, password: string): string {
  const url = new URL(databaseUrl);
  url.username = CREDENTIALS_USER;
  url.password = password;
  return url.href;
}
