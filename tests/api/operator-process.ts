/** An operator in a process of its own (operator.ts): tells its parent where it listens, and ends when that is gone. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { chooseInstallation } from '../../scripts/tenants/installation.ts';
import { explainFailure, isTenantCommand, runTenantCommand } from '../../shared/provisioning/tenant-commands.ts';

const installation = chooseInstallation(process.env);

async function answer(args: readonly string[], response: ServerResponse): Promise<void> {
  const [command = '', ...values] = args;
  if (!isTenantCommand(command, values)) throw new Error(`There is no command ${JSON.stringify(args)}.`);
  const { data } = await runTenantCommand(command, installation, values);
  response.setHeader('Content-Type', 'application/json').end(JSON.stringify(data));
}

const server = createServer((request, response) => {
  json(request)
    .then((args) => answer(args as string[], response))
    .catch((error: Error) => response.writeHead(500).end(explainFailure(error) ?? error.stack));
});
server.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.on('disconnect', () => void installation.close().finally(() => process.exit()));
