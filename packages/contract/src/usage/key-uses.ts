import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { Kind, parse } from 'graphql';
import { type EntityKey, entityKeys, keyUse } from '../changes/key-changes';
import type { SchemaChange } from '../changes/schema-change';
import type { ClientDocument } from '../clients/client-document';
import { fetchesOf } from '../plan/fetches';
import { createPlanner } from '../plan/planner';
import type { Use } from './use';

/** Which operations ask a subgraph by which key in the former graph; looked up only when a key has gone. */
export function keyUses(
  baseSdl: string,
  documents: readonly ClientDocument[],
  changes: readonly SchemaChange[],
): ReadonlyMap<string, readonly Use[]> {
  const uses = new Map<string, Use[]>();
  if (!changes.some(({ code }) => code === 'KEY_REMOVED')) return uses;
  const planner = createPlanner(baseSdl);
  const keys = entityKeys(baseSdl);
  for (const { client, file, text, linesOfFile } of documents) {
    const document = parse(text);
    for (const operation of document.definitions) {
      if (operation.kind !== Kind.OPERATION_DEFINITION) continue;
      const { line = 1, column = 1 } = operation.loc?.startToken ?? {};
      const use = { client, operation: operation.name?.value ?? '(unnamed)', file, line, column, lineOfFile: linesOfFile };
      const fetches = fetchesOf(planner.plan(document, operation.name?.value));
      const asked = new Set(fetches.flatMap(({ serviceName, requires = [] }) => keysAsked(serviceName, requires, keys)).map(keyUse));
      for (const key of asked) uses.set(key, [...(uses.get(key) ?? []), use]);
    }
  }
  return uses;
}

function keysAsked(subgraph: string, requires: readonly QueryPlanSelectionNode[], keys: readonly EntityKey[]): EntityKey[] {
  return requires.flatMap((node) => {
    if (node.kind !== 'InlineFragment') return [];
    const given = new Set(node.selections.flatMap((field) => (field.kind === 'Field' ? [field.name] : [])));
    return keys.filter(
      (key) =>
        key.type === node.typeCondition && key.subgraph === subgraph.toLowerCase() && topLevelFields(key.fields).every((field) => given.has(field)),
    );
  });
}

/** `id author { id }`: `id` and `author`. */
const topLevelFields = (fields: string): string[] =>
  fields
    .replaceAll(/\{[^{}]*\}/g, ' ')
    .split(/\s+/)
    .filter(Boolean);
