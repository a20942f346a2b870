import { describe, expect, it } from 'vitest';
import { isAllowedAddress, literalAddress } from '../../../shared/outbound/allowed-addresses.ts';
import { readNetworks } from '../../../shared/outbound/networks.ts';

const PRIVATE = [
  ...['10.0.0.1', '172.16.0.1', '192.168.1.1', '127.0.0.1', '127.1.2.3', '0.0.0.0', '169.254.169.254', '100.64.0.1'],
  ...['224.0.0.1', '255.255.255.255', '192.0.2.1', '198.18.0.1', '::', '::1', 'fe80::1', 'fd00:ec2::254', 'ff02::1'],
  ...[
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::10.0.0.1',
    '2002:0a00:0001::',
    '2001:db8::1',
    '2001::1',
    '::10.0.0.1',
    '::2',
    '4000::1',
  ],
];

describe('what may be fetched from', () => {
  it('is public, whatever form a private address takes', () => {
    for (const address of PRIVATE) expect(isAllowedAddress(address, []), address).toBe(false);
    for (const address of ['93.184.215.14', '8.8.8.8', '2606:2800:21f:cb07::1', '::ffff:8.8.8.8'])
      expect(isAllowedAddress(address, []), address).toBe(true);
    for (const nonsense of ['', 'localhost', '1.2.3.4.5', '1.2.3.4 '])
      expect(isAllowedAddress(nonsense, [])).toBe(false);
  });

  it('is what the installation allows, but never the addresses of the cloud itself', () => {
    const allowed = readNetworks('127.0.0.0/8, ::1,10.1.0.0/16,169.254.0.0/16')!;
    for (const address of ['127.3.2.1', '::1', '10.1.255.1', '::ffff:10.1.0.1'])
      expect(isAllowedAddress(address, allowed), address).toBe(true);
    for (const address of ['10.2.0.1', '::2', '169.254.169.254'])
      expect(isAllowedAddress(address, allowed), address).toBe(false);
  });

  it('is set by networks that are networks', () => {
    expect(readNetworks('')).toEqual([]);
    for (const wrong of ['10.0.0.0/33', 'localhost', '10.0.0', '::/200'])
      expect(readNetworks(wrong), wrong).toBeUndefined();
  });

  it('is read from a URL however an address is written there', () => {
    expect(
      ['http://[::1]:80/', 'http://0x7f.1/', 'http://2130706433', 'http://bank.example'].map((url) =>
        literalAddress(new URL(url).hostname),
      ),
    ).toEqual(['::1', '127.0.0.1', '127.0.0.1', undefined]);
  });
});
