import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressSubject, clientAddress } from '../../../shared/limits/client-address.ts';

const from = (sourceIp: string | null, headers: Record<string, string> = {}) =>
  clientAddress({ requestContext: { identity: { sourceIp } }, headers } as never);

test('is what the gateway saw, whatever the client writes into headers', () => {
  expect(from('203.0.113.9', { 'X-Forwarded-For': '198.51.100.1', Forwarded: 'for=198.51.100.1' })).toBe('203.0.113.9');
  expect(from('::ffff:203.0.113.9')).toBe('203.0.113.9');
  expect(from(null)).toBe('unknown');
  expect(clientAddress({})).toBe('unknown');
});

test('behind CloudFront it is what CloudFront saw, for whoever can show that it is CloudFront', () => {
  const secret = 'a secret of the edge that is long enough';
  const event = (headers: Record<string, string>) => ({
    requestContext: { identity: { sourceIp: '198.51.100.1' } },
    headers,
  });
  const client = { 'X-Tranche-Client': '2001:db8::6' };
  expect(clientAddress(event({ ...client, 'X-Tranche-Edge': secret }), secret)).toBe('2001:db8::6');
  expect(clientAddress(event({ 'x-tranche-edge': secret }), secret)).toBe('198.51.100.1');
  for (const shown of ['', `${secret}!`, secret.toUpperCase()]) {
    expect(clientAddress(event({ ...client, 'x-tranche-edge': shown }), secret)).toBe('198.51.100.1');
  }
  expect(clientAddress(event(client), secret)).toBe('198.51.100.1');
  // Without a CloudFront nobody can be it.
  expect(clientAddress(event({ ...client, 'x-tranche-edge': '' }), '')).toBe('198.51.100.1');
});

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::6', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::6', '2001:db8:1:2::/64'],
  ['2001:db8::6', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['64:ff9b::203.0.113.9', '64:ff9b:0:0::/64'],
  ['unknown', 'unknown'],
])('%s counts as %s', (address, subject) => {
  expect(addressSubject(address)).toBe(subject);
});

test('all addresses of a /64 count together, however they are written, and those of two never do', () => {
  const group = fc.nat(0xffff);
  const four = fc.tuple(group, group, group, group);
  const written = (groups: number[], padded: boolean) =>
    groups.map((part) => part.toString(16).padStart(padded ? 4 : 1, '0')).join(':');
  fc.assert(
    fc.property(four, four, four, fc.boolean(), (network, one, other, padded) => {
      const subject = addressSubject(written([...network, ...one], false));
      expect(addressSubject(written([...network, ...other], padded))).toBe(subject);
      const [first, ...rest] = network;
      expect(addressSubject(written([first ^ 1, ...rest, ...one], false))).not.toBe(subject);
    }),
  );
});
