/** `npm run demo -- --mediator`, twice: most of its time it waits for a provider that does not answer. */
import { expect, inject, it } from 'vitest';
import { runMediatorDemo } from '../../local/demo/mediator/run-mediator-demo.ts';
import type { Bank } from '../api/bank.ts';
import { banksFor } from '../api/tenants.ts';

it('the demo of the mediator comes as it expects, finds its providers again, and leaves nothing switched on', async () => {
  const [bank] = (await banksFor('MEDIATORDEMO', 1)) as [Bank];
  const tenant = { tenant_id: bank.tenantId, api_key: bank.apiKey };
  for (const was of ['made', 'found again']) {
    const lines: string[] = [];
    const { signal: interrupted } = new AbortController();
    const say = (line: string) => void lines.push(line);
    const isAsExpected = await runMediatorDemo({ url: inject('baseUrl'), tenant, say, interrupted });
    expect(
      lines.filter((line) => line.includes('NOT')),
      lines.join('\n'),
    ).toEqual([]);
    expect(isAsExpected).toBe(true);
    expect(lines.filter((line) => line.includes(`  ${was}  `))).toHaveLength(4);
  }
  expect(await bank.all('/api/providers', { active: 'true' })).toEqual([]);
  for (const left of ['/api/webhooks', '/api/users', '/api/kyc/profiles']) expect(await bank.all(left)).toEqual([]);
});
