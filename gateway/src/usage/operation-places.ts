import { type DocumentNode, type FragmentDefinitionNode, type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import { mentionsIn } from './mentions';

/** Every place of the schema that a valid operation relies on, once. A variable may hold any field of its type: those count too. */
export function operationPlaces(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): readonly string[] {
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])),
  );
  const places = new Set<string>();
  const reached = new Set<OperationDefinitionNode | FragmentDefinitionNode>([operation]);
  for (const definition of reached) {
    const { used, spreads } = mentionsIn(schema, definition);
    for (const { key } of used) places.add(key);
    for (const name of spreads) {
      const fragment = fragments.get(name);
      if (fragment) reached.add(fragment);
    }
  }
  return [...places];
}
