import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/**
 * How many pairs of selections stand for the same field of the answer: validation compares every such pair. The document must be
 * within the limit of fields and free of circles.
 */
export function repeatedFields({ definitions }: DocumentNode): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  let pairs = 0;
  for (const definition of definitions) if (definition.kind === Kind.OPERATION_DEFINITION) pairs += pairsIn([definition.selectionSet], fragments);
  return pairs;
}

interface Place {
  selections: number;
  readonly below: SelectionSetNode[];
}

/** Of selection sets that are merged in the answer. */
function pairsIn(sets: readonly SelectionSetNode[], fragments: Fragments): number {
  const places = new Map<string, Place>();
  const spread = new Set<string>();
  for (const set of sets) collect(set, places, spread, fragments);
  let pairs = 0;
  for (const { selections, below } of places.values()) {
    pairs += (selections * (selections - 1)) / 2;
    if (below.length > 0) pairs += pairsIn(below, fragments);
  }
  return pairs;
}

function collect({ selections }: SelectionSetNode, places: Map<string, Place>, spread: Set<string>, fragments: Fragments): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const key = (selection.alias ?? selection.name).value;
      const place = places.get(key) ?? { selections: 0, below: [] };
      place.selections += 1;
      if (selection.selectionSet) place.below.push(selection.selectionSet);
      places.set(key, place);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet, places, spread, fragments);
    else if (!spread.has(selection.name.value)) {
      spread.add(selection.name.value);
      const fragment = fragments.get(selection.name.value);
      if (fragment) collect(fragment.selectionSet, places, spread, fragments);
    }
  }
}
