/**
 * Reaching a host that a stranger named, without being sent anywhere else: HTTPS on the public internet only. An address is
 * checked where it is connected to, so a name that resolves differently the second time (DNS rebinding) gains nothing.
 */
import { lookup as resolveName } from 'node:dns';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.ts';

export interface ConnectionSettings {
  /** What turns a name into addresses; `node:dns`'s unless told. */
  lookup?: LookupFunction;
  /** Which of those may be connected to; public ones unless told. */
  mayReach?: (address: string) => boolean;
  /** The one port that is connected to; 443 unless told. */
  port?: number;
  /** Trusted in place of the public authorities. */
  ca?: string;
}

/** The URL, or the address behind its name, is none that may be reached. */
export class AddressRefused extends Error {}

export interface Outgoing {
  method: 'GET' | 'POST';
  headers: OutgoingHttpHeaders;
  body?: string;
  signal: AbortSignal;
}

export interface GuardedConnection {
  /** Throws `AddressRefused` for what can be told from the URL alone. */
  demandReachable(url: URL): void;
  /** The answer as soon as its head is there; redirects are the caller's affair. Throws `AddressRefused`, or what Node throws. */
  open(url: URL, outgoing: Outgoing): Promise<IncomingMessage>;
}

export const guardedConnection = (settings: ConnectionSettings = {}): GuardedConnection => {
  const { lookup = resolveName as LookupFunction, mayReach = isPublicAddress } = settings;
  const connection = { ca: settings.ca, lookup: guardedLookup(lookup, mayReach) };
  const demandReachable = ({ protocol, port, hostname, username }: URL) => {
    const address = hostname.replace(/^\[|\]$/g, '');
    const onPort = Number(port || 443) === (settings.port ?? 443);
    if (protocol === 'https:' && onPort && username === '' && (!isIP(address) || mayReach(address))) return;
    throw new AddressRefused();
  };
  return {
    demandReachable,
    open: (url, { body, ...outgoing }) =>
      new Promise((resolve, reject) => {
        demandReachable(url);
        // An agent would keep the connection, and connect again without asking.
        request(url, { ...connection, ...outgoing, agent: false }, resolve)
          .on('error', reject)
          .end(body);
      }),
  };
};

/** Answers a name with its addresses if all of them may be reached: one that may not is reason to trust none. */
const guardedLookup =
  (lookup: LookupFunction, mayReach: (address: string) => boolean): LookupFunction =>
  (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const addresses = Array.isArray(found) ? found : [];
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => mayReach(address))) return callback(new AddressRefused(), []);
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
