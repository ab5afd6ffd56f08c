import { Kind, parse } from 'graphql';
import type { SchemaChange } from './schema-change';

/** A key by which a subgraph can be asked for an entity. */
export interface EntityKey {
  readonly type: string;
  readonly subgraph: string;
  readonly fields: string;
}

/** Where uses of a key are found: the operations whose plans fetch by it. */
export const keyUse = ({ type, subgraph, fields }: EntityKey): string => `${type} of ${subgraph} by ${fields}`;

/** Keys that a subgraph no longer answers: gateways that still hold the former graph ask by them while the change rolls out. */
export function keyChanges(baseSdl: string, headSdl: string): SchemaChange[] {
  const head = entityKeys(headSdl);
  const types = new Set(head.map(({ type }) => type));
  const remains = (key: EntityKey) => head.some((other) => other.type === key.type && other.subgraph === key.subgraph && other.fields === key.fields);
  return entityKeys(baseSdl)
    .filter((key) => types.has(key.type) && !remains(key))
    .map((key) => ({
      code: 'KEY_REMOVED',
      path: key.type,
      level: 'breaking',
      message: `Subgraph ${key.subgraph} no longer answers for '${key.type}' by its key "${key.fields}", by which gateways with the former graph still ask`,
      affects: [keyUse(key)],
    }));
}

/** Every key that subgraphs answer by. */
export function entityKeys(supergraphSdl: string): EntityKey[] {
  return parse(supergraphSdl, { noLocation: true }).definitions.flatMap((node) => {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) return [];
    return (node.directives ?? []).flatMap(({ name, arguments: given = [] }) => {
      const argument = (wanted: string) => given.find((one) => one.name.value === wanted)?.value;
      const [graph, key, resolvable] = [argument('graph'), argument('key'), argument('resolvable')];
      if (name.value !== 'join__type' || graph?.kind !== Kind.ENUM || key?.kind !== Kind.STRING) return [];
      if (resolvable?.kind === Kind.BOOLEAN && !resolvable.value) return [];
      return [{ type: node.name.value, subgraph: graph.value.toLowerCase(), fields: key.value }];
    });
  });
}
