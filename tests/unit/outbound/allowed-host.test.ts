import { afterEach, describe, expect, it, vi } from 'vitest';
import { LOOKUP_MS, mayBeConnectedTo } from '../../../shared/outbound/allowed-host.ts';

const found =
  (...addresses: string[]) =>
  async () =>
    addresses.map((address) => ({ address }));

describe('a host', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('may be connected to if each of its addresses may', async () => {
    expect(await mayBeConnectedTo('api.provider.example', found('93.184.215.14', '2606:2800::1'))).toBe(true);
    expect(await mayBeConnectedTo('api.provider.example', found('93.184.215.14', '169.254.169.254'))).toBe(false);
  });

  it('that is not known may, as it is checked again with every connection', async () => {
    const unknown = () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }));
    expect(await mayBeConnectedTo('api.provider.example', unknown)).toBe(true);
  });

  it('that no resolver answers for keeps nobody waiting', async () => {
    vi.useFakeTimers();
    const asked = mayBeConnectedTo('api.provider.example', () => new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(LOOKUP_MS);
    expect(await asked).toBe(true);
  });

  it('is not looked up where it is an address', async () => {
    const never = () => Promise.reject(new Error('looked up'));
    expect(await mayBeConnectedTo('169.254.169.254', never)).toBe(false);
  });
});
