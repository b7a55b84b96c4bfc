import { BlockList, isIP } from 'node:net';

type Subnet = readonly [network: string, prefix: number];

// IANA special-purpose registry: what must never be reached from inside, least of all Lambda's own runtime and metadata.
const REFUSED_IPV4: readonly Subnet[] = [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // carrier-grade NAT
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link-local: metadata, Lambda runtime
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.31.196.0', 24], // AS112
  ['192.52.193.0', 24], // AMT
  ['192.88.99.0', 24], // 6to4 relay
  ['192.168.0.0', 16], // private
  ['192.175.48.0', 24], // AS112
  ['198.18.0.0', 15], // benchmarking
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, broadcast
];

// Global unicast is the only IPv6 we reach: mapped IPv4, NAT64, unique local, link-local, discard, SRv6 and multicast lie outside it.
const GLOBAL_IPV6: Subnet = ['2000::', 3];
const REFUSED_IPV6: readonly Subnet[] = [
  ['2001::', 23], // protocol assignments: Teredo, ORCHID, benchmarking
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4, which carries any IPv4
  ['2620:4f:8000::', 48], // AS112
  ['3fff::', 20], // documentation
];

const refusedIpv4 = blockList(REFUSED_IPV4, 'ipv4');
const refusedIpv6 = blockList(REFUSED_IPV6, 'ipv6');
const globalIpv6 = blockList([GLOBAL_IPV6], 'ipv6');
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** True for an address of the public internet; false for every special range and for what is no address at all. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !refusedIpv4.check(address, 'ipv4');
    case 6:
      return globalIpv6.check(address, 'ipv6') && !refusedIpv6.check(address, 'ipv6');
    default:
      return false;
  }
}

/** True for this machine itself, in plain notation only. */
export function isLoopbackAddress(address: string): boolean {
  return loopback.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

function blockList(subnets: readonly Subnet[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family);
  return list;
}
