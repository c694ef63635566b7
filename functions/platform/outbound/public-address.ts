/** Which addresses of the network belong to the public internet (IANA special-purpose address registries, RFC 6890). */
import ipaddr from 'ipaddr.js';

const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether a host on the open internet can have this address. Loopback, private, link-local, carrier-grade NAT, multicast,
 * reserved and documentation addresses are not; neither is IPv4 in the clothes of IPv6 (mapped, NAT64, 6to4, Teredo).
 */
export const isPublicAddress = (address: string): boolean => {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || (parsed as ipaddr.IPv6).match(GLOBAL_UNICAST);
};
