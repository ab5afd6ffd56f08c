import { mentionsIn } from '@ejazz/gateway/usage/mentions';
import { type FragmentDefinitionNode, type GraphQLSchema, Kind, type OperationDefinitionNode, parse } from 'graphql';
import type { ClientDocument } from '../clients/client-document';
import type { Use } from './use';

/** What every operation of the documents relies on, in the schema that they were written for. */
export function documentUses(schema: GraphQLSchema, documents: readonly ClientDocument[]): ReadonlyMap<string, readonly Use[]> {
  const uses = new Map<string, Use[]>();
  for (const document of documents) {
    for (const { key, use } of usesOf(schema, document)) {
      const known = uses.get(key);
      if (known) known.push(use);
      else uses.set(key, [use]);
    }
  }
  return uses;
}

function usesOf(schema: GraphQLSchema, { client, file, text, linesOfFile }: ClientDocument): { key: string; use: Use }[] {
  const { definitions } = parse(text);
  const fragments = new Map(definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])));
  const mentions = new Map(definitions.map((node) => [node, mentionsIn(schema, node)]));
  const operations = definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  return operations.flatMap((operation) => {
    const place = { client, operation: operation.name?.value ?? '(unnamed)', file, lineOfFile: linesOfFile };
    return reachable(operation, fragments).flatMap((node) =>
      (mentions.get(node)?.used ?? []).map(({ key, line, column }) => ({ key, use: { ...place, line, column } })),
    );

    function reachable(from: OperationDefinitionNode, known: ReadonlyMap<string, FragmentDefinitionNode>) {
      const seen = new Set<OperationDefinitionNode | FragmentDefinitionNode>([from]);
      for (const node of seen) {
        for (const name of mentions.get(node)?.spreads ?? []) {
          const fragment = known.get(name);
          if (fragment) seen.add(fragment);
        }
      }
      return [...seen];
    }
  });
}
