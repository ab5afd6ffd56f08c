import type { IncomingMessage } from 'node:http';
import { readEnv } from '@ejazz/platform/env/define-env';
import { callerOf } from './caller';
import { createTrustedProxies, trustedProxiesSetting } from './trusted-proxies';

const asked = (remoteAddress: string, forwarded?: string, headers: Record<string, string> = {}) =>
  ({
    headers: { ...headers, ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }) },
    socket: { remoteAddress },
  }) as unknown as IncomingMessage;
const trusted = createTrustedProxies(['10.0.0.0/8', '192.0.2.7', 'fd00::/8']);
const addressOf = (...request: Parameters<typeof asked>) => callerOf(asked(...request), { trusted, forward: [] }).address;

describe('the address of a client', () => {
  it.each([
    ['is the peer without a proxy', ['198.51.100.1'], '198.51.100.1'],
    ['is the peer whatever a stranger forwards', ['198.51.100.1', '203.0.113.9'], '198.51.100.1'],
    ['is what a trusted proxy forwards', ['10.1.2.3', '203.0.113.9'], '203.0.113.9'],
    [
      'is the last that no proxy of ours has, not the first, which the client may have written',
      ['10.1.2.3', '1.1.1.1, 203.0.113.9, 192.0.2.7'],
      '203.0.113.9',
    ],
    ['is the proxy when it forwards nothing usable', ['10.1.2.3', 'nonsense'], '10.1.2.3'],
    ['is the farthest proxy when there is nobody before it', ['10.1.2.3', '10.9.9.9'], '10.9.9.9'],
    ['is of IPv4 on a socket of both families', ['::ffff:10.1.2.3', '::ffff:203.0.113.9'], '203.0.113.9'],
    ['is a network with IPv6', ['2001:db8:1:2:3:4:5:6'], '2001:db8:1:2::/64'],
    ['is a network with IPv6 in short', ['fd00::1', '2001:db8::1'], '2001:db8:0:0::/64'],
  ] as const)('%s', (_what, request, address) => {
    expect(addressOf(...(request as unknown as Parameters<typeof asked>))).toBe(address);
  });

  it('comes with what the client says it is', () => {
    const headers = { 'apollographql-client-name': 'web', 'apollographql-client-version': '1.2' };
    expect(callerOf(asked('127.0.0.1', undefined, headers), { trusted, forward: ['cookie', 'apollographql-client-name'] })).toEqual({
      address: '127.0.0.1',
      clientName: 'web',
      clientVersion: '1.2',
      userAgent: '',
      forwarded: { 'apollographql-client-name': 'web' },
    });
  });
});

it('refuses a setting that is no list of networks', () => {
  const read = (text: string) => readEnv({ TRUSTED_PROXIES: trustedProxiesSetting }, { TRUSTED_PROXIES: text }).TRUSTED_PROXIES;
  expect(read('10.0.0.0/8, ::1')).toEqual(['10.0.0.0/8', '::1']);
  for (const text of ['10.0.0.0/33', 'proxy.example', '10.0.0.0/8/8', '1.2.3']) expect(() => read(text)).toThrow('expected addresses');
});
