import type { IncomingMessage } from 'node:http';
import type { TrustedProxies } from './trusted-proxies';

/** Where an operation comes from; all of it but the address is what the client says itself. */
export interface Caller {
  /** IPv4 address, or the /64 network of an IPv6 address: a household has one, and can change the rest at will. */
  readonly address: string;
  /** Empty when it says none. */
  readonly userAgent: string;
  /** `apollographql-client-name`. */
  readonly clientName: string | undefined;
  /** `apollographql-client-version`. */
  readonly clientVersion: string | undefined;
  /** Headers that subgraphs get to see. */
  readonly forwarded: Readonly<Record<string, string>>;
}

export interface CallerOptions {
  readonly trusted: TrustedProxies;
  /** Names of headers, in lower case. */
  readonly forward: readonly string[];
}

const longestName = 100;

export function callerOf({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>, { trusted, forward }: CallerOptions): Caller {
  return {
    address: networkOf(trusted.clientAddress(socket.remoteAddress ?? '', headers['x-forwarded-for'])),
    userAgent: headers['user-agent'] ?? '',
    clientName: said(headers['apollographql-client-name']),
    clientVersion: said(headers['apollographql-client-version']),
    forwarded: Object.fromEntries(forward.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]]))),
  };
}

const said = (header: string | string[] | undefined) => (typeof header === 'string' ? header.slice(0, longestName) : undefined);

function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = tail === undefined ? before : [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
