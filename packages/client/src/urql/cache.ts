import type { Exchange } from '@urql/core';
import { type CacheExchangeOpts, cacheExchange, type ResolverConfig } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { connectionFields, keylessTypes } from '../generated/schema-facts.ts';

/** A normalised cache that knows the graph: what has no key of its own, and how pages join. */
export function createCacheExchange({ keys, resolvers, ...options }: Partial<CacheExchangeOpts> = {}): Exchange {
  const keyless = Object.fromEntries(keylessTypes.map((type) => [type, () => null]));
  return cacheExchange({ ...options, keys: { ...keyless, ...keys }, resolvers: joined(pages(), resolvers) });
}

function pages(): ResolverConfig {
  const config: ResolverConfig = {};
  for (const { type, field } of connectionFields) config[type] = { ...config[type], [field]: relayPagination() };
  return config;
}

function joined(ours: ResolverConfig, theirs: ResolverConfig = {}): ResolverConfig {
  const types = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])];
  return Object.fromEntries(types.map((type) => [type, { ...ours[type], ...theirs[type] }]));
}
