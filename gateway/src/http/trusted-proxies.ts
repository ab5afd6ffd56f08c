import { BlockList, isIP } from 'node:net';
import type { Setting } from '@ejazz/platform/env/define-env';
import { z } from 'zod';

/** Tells a client's address behind reverse proxies. */
export interface TrustedProxies {
  has(address: string): boolean;
  /** The last address of the way here that is not one of our proxies; what lies before it anybody may have written. */
  clientAddress(peer: string, forwardedFor: string | string[] | undefined): string;
}

export function createTrustedProxies(networks: readonly string[]): TrustedProxies {
  const list = new BlockList();
  for (const network of networks) add(list, network);
  const has = (address: string) => isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return {
    has: (address) => has(plain(address)),
    clientAddress(peer, forwardedFor) {
      let address = plain(peer);
      const way = String(forwardedFor ?? '').split(',');
      while (has(address)) {
        const before = plain((way.pop() ?? '').trim());
        if (isIP(before) === 0) break;
        address = before;
      }
      return address;
    },
  };
}

/** `::ffff:192.0.2.1` is how a socket of both families spells an IPv4 address. */
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '');

function add(list: BlockList, network: string): void {
  const [address = '', prefix] = network.split('/');
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (prefix === undefined) list.addAddress(address, family);
  else list.addSubnet(address, Number(prefix), family);
}

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const bits = isIP(address) === 6 ? 128 : 32;
  return isIP(address) !== 0 && rest.length === 0 && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits));
}

export const trustedProxiesSetting: Setting<readonly string[]> = {
  type: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== ''),
    )
    .refine((networks) => networks.every(isNetwork), 'expected addresses or networks such as 10.0.0.0/8, separated by commas'),
  describe: 'reverse proxies whose X-Forwarded-For is believed: addresses or networks, separated by commas; absent: none',
};
