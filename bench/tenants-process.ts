/**
 * Makes tenants: `node tenants-process.ts <id> …`, with TRANCHE_HOME as the operator has it. A process of its own, because the
 * settings of the installation go into its environment.
 */
import { chooseInstallation } from '../scripts/tenants/installation.ts';
import { runTenantCommand } from '../shared/provisioning/tenant-commands.ts';

const installation = chooseInstallation(process.env);
try {
  for (const id of process.argv.slice(2)) await runTenantCommand('create', installation, [id, id]);
} finally {
  await installation.close();
}
