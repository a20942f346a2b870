import { createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The credential with which a Prometheus on this machine reads `/metrics` of all tenants: `<home>/metrics-token`, for its
 * `credentials_file`. Derived, so that it is the same after every start.
 */
export function keepMetricsToken(home: string, keyPepper: string): string {
  const token = createHmac('sha256', keyPepper).update('metrics token').digest('hex');
  writeFileSync(path.join(home, 'metrics-token'), token, { mode: 0o600 });
  return token;
}
