import { DeployFailure } from './failure.ts';

const PATIENCE_MS = 30_000;

/**
 * Where the deployed API answers. CloudFormation's output is an address of AWS; every emulator serves the same API below
 * its own: the first of the known forms where /health is Tranche's own answer.
 * @param apiUrl `https://<id>.execute-api.<region>.amazonaws.com/<stage>/`, or with the emulator's own host, which makes
 *   no URL where that is an IP address
 * @throws {DeployFailure}
 */
export async function findApi(endpoint: string, apiUrl: string): Promise<string> {
  const [, id, stage] = /^https?:\/\/([^./]+)[^/]*\/([^/]+)/.exec(apiUrl) ?? [];
  const isElsewhere = URL.canParse(apiUrl) && !new URL(apiUrl).hostname.endsWith('.amazonaws.com');
  const tried: string[] = [];
  for (const address of [
    `${endpoint}/_aws/execute-api/${id}/${stage}`,
    `${endpoint}/restapis/${id}/${stage}/_user_request_`,
    ...(isElsewhere ? [apiUrl.replace(/\/+$/, '')] : []),
  ]) {
    const said = await whatHealthSays(address);
    if (said.isTranche) return address;
    tried.push(`${address}/health: ${said.text}`);
  }
  throw new DeployFailure(`The stacks are deployed, but the API answers nowhere:\n${tried.join('\n')}`);
}

/** Healthy or not: the answer of our own function is a JSON object with a status or a problem type. */
async function whatHealthSays(address: string): Promise<{ isTranche: boolean; text: string }> {
  try {
    const response = await fetch(`${address}/health`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    const text = await response.text();
    const isTranche =
      response.status === 200 ? /"status"\s*:\s*"healthy"/.test(text) : /"\/problems\/unhealthy"/.test(text);
    return { isTranche, text: `${response.status} ${text.slice(0, 300)}` };
  } catch (error) {
    const { message, cause } = error as { message: string; cause?: { code?: string } };
    return { isTranche: false, text: cause?.code ?? message };
  }
}

/** @throws {DeployFailure} saying which part is down, as the functions see it */
export async function checkHealth(baseUrl: string): Promise<void> {
  const response = await fetch(`${baseUrl}/health`, { signal: AbortSignal.timeout(PATIENCE_MS) });
  const text = await response.text();
  if (response.status === 200) return;
  throw new DeployFailure(
    `The service is deployed to ${baseUrl}, but not healthy: ${text.slice(0, 600)}\nThe databases answer this machine; do the functions reach them by the same address? If not, set FUNCTIONS_DATABASE_URL and FUNCTIONS_WAREHOUSE_URL.`,
  );
}
