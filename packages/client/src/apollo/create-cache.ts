import { InMemoryCache, type InMemoryCacheConfig, type TypePolicies } from '@apollo/client';
import { connectionFields, keylessTypes, possibleTypes } from '../generated/schema-facts.ts';
import { connectionPolicy } from './connection-policy.ts';

/** A normalised cache that knows the graph: which types an interface may be, what has no key of its own, and how pages join. Own policies win. */
export function createCache({ typePolicies = {}, ...config }: InMemoryCacheConfig = {}): InMemoryCache {
  const cache = new InMemoryCache({ ...config, possibleTypes: { ...possible(), ...config.possibleTypes }, typePolicies: graphPolicies() });
  cache.policies.addTypePolicies(typePolicies);
  return cache;
}

function graphPolicies(): TypePolicies {
  // Different queries ask for different parts of an object without a key: it keeps them all.
  const policies: TypePolicies = Object.fromEntries(keylessTypes.map((type) => [type, { merge: true }]));
  for (const { type, field, filters } of connectionFields) {
    const known = policies[type] ?? {};
    policies[type] = { ...known, fields: { ...known.fields, [field]: connectionPolicy(filters) } };
  }
  return policies;
}

const possible = () => Object.fromEntries(Object.entries(possibleTypes).map(([name, types]) => [name, [...types]]));
