/** `npm run provider`: a payment gateway, wallet, bank or KYC service that does as it is told, until Ctrl-C. */
import { ArgumentError } from '../../shared/domain/command-options.ts';
import { HELP, readArguments, type SimulatorArguments } from './arguments.ts';
import { SCENARIOS } from './scenarios.ts';
import { PortRefused, startProvider } from './start-provider.ts';

const PARENT_CHECK_MS = 500;
let isReady = false;
/** At once: nothing that it knows is kept. */
const end = () => process.exit(isReady ? 0 : 130);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
// When npm is killed without a word, this process is handed to another parent.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) end();
}, PARENT_CHECK_MS).unref();

try {
  const given = readArguments(process.argv.slice(2));
  if (given === undefined) process.stdout.write(HELP);
  else await serve(given);
} catch (error) {
  if (error instanceof ArgumentError) {
    console.error(`${error.message}\nnpm run provider -- --help says more.`);
    process.exit(2);
  }
  console.error(error instanceof PortRefused ? error.message : (error as Error).stack);
  process.exit(1);
}

async function serve({ webhook, ...given }: SimulatorArguments): Promise<void> {
  const provider = await startProvider({
    ...given,
    ...(webhook && { webhook }),
    log: (line) => console.log(line),
  });
  isReady = true;
  const { type, scenario } = given;
  const hooks = webhook ? `Webhooks go to ${webhook.url}.` : 'No webhooks go out: give --hook and --secret.';
  console.log(
    `The ${type} provider is ready at ${provider.url}\nUnless a request asks for something else, it ${SCENARIOS[scenario]}.\n${hooks}`,
  );
  console.log(
    `\nAdd it with {"adapter": "sandbox", "provider_type": "${type}", "api_base_url": "${provider.url}", …}.\nCtrl-C ends it.\n`,
  );
}
