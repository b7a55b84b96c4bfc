import { describe, expect, test } from '@jest/globals';
import { isLoopbackAddress, isPublicAddress } from '#functions/adapters/agency-http/public-address';

describe('an address we never send to', () => {
  test.each([
    ['this network', '0.0.0.0'],
    ['private', '10.1.2.3'],
    ['private', '172.16.0.1'],
    ['the last private of its block', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['the end of carrier-grade NAT', '100.127.255.255'],
    ['loopback', '127.0.0.1'],
    ['loopback with another number', '127.8.8.8'],
    ['instance metadata', '169.254.169.254'],
    ["Lambda's runtime", '169.254.100.1'],
    ['container credentials', '169.254.170.2'],
    ['protocol assignments', '192.0.0.8'],
    ['documentation', '192.0.2.1'],
    ['documentation', '198.51.100.7'],
    ['documentation', '203.0.113.7'],
    ['6to4 relay', '192.88.99.1'],
    ['benchmarking', '198.18.0.1'],
    ['benchmarking', '198.19.255.255'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['loopback', '::1'],
    ['mapped loopback', '::ffff:127.0.0.1'],
    ['mapped metadata in hex', '::ffff:a9fe:a9fe'],
    ['mapped, although public inside', '::ffff:8.8.8.8'],
    ['compatible', '::127.0.0.1'],
    ['NAT64 of metadata', '64:ff9b::a9fe:a9fe'],
    ['NAT64 for local use', '64:ff9b:1::1'],
    ['discard', '100::1'],
    ['Teredo', '2001::1'],
    ['ORCHID', '2001:20::1'],
    ['benchmarking', '2001:2::1'],
    ['documentation', '2001:db8::1'],
    ['documentation', '3fff::1'],
    ['6to4 of metadata', '2002:a9fe:a9fe::1'],
    ['SRv6', '5f00::1'],
    ['unique local', 'fc00::1'],
    ['metadata over IPv6', 'fd00:ec2::254'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['site-local of old', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['a number that is no address', '2130706433'],
    ['a hex notation', '0x7f.0.0.1'],
    ['an octal notation', '0177.0.0.1'],
    ['a short notation', '127.1'],
    ['a name', 'localhost'],
    ['nothing', ''],
  ])('%s: %s', (_what, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('an address of the public internet', () => {
  test.each(['1.1.1.1', '9.255.255.255', '11.0.0.1', '100.63.255.255', '100.128.0.1', '113.160.0.1', '172.15.0.1', '172.32.0.1', '192.169.0.1', '223.255.255.255', '2400:6180::1', '2606:4700:4700::1111', '2a00:1450::1', '2001:4860:4860::8888'])(
    '%s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );
});

test('the local cell may reach loopback, and no other special address', () => {
  expect(['127.0.0.1', '::1'].map(isLoopbackAddress)).toEqual([true, true]);
  expect(['10.0.0.1', '169.254.169.254', '::ffff:10.0.0.1', 'localhost', '8.8.8.8'].map(isLoopbackAddress)).toEqual([false, false, false, false, false]);
});
