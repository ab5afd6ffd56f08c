import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

/** How large an operation is, with every fragment counted wherever it is spread. */
export interface DocumentSize {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
}

const nothing: DocumentSize = { depth: 0, fields: 0, aliases: 0, directives: 0 };

/**
 * The largest operation of a document, measured without a schema and in one pass: a fragment is measured once, however often it is
 * spread. Undefined when fragments spread each other in a circle. What is asked of the schema itself is not counted: graphql-js has
 * its own rule for that.
 */
export function documentSize({ definitions }: DocumentNode): DocumentSize | undefined {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const measured = new Map<string, DocumentSize | 'measuring'>();

  const spread = (name: string): DocumentSize => {
    const known = measured.get(name);
    if (known === 'measuring') throw new Circle();
    if (known) return known;
    measured.set(name, 'measuring');
    const fragment = fragments.get(name);
    const size = fragment ? plus(within(fragment.selectionSet), { ...nothing, directives: fragment.directives?.length ?? 0 }) : nothing;
    measured.set(name, size);
    return size;
  };
  const within = ({ selections }: SelectionSetNode): DocumentSize => {
    const size = { ...nothing };
    for (const selection of selections) {
      size.directives += selection.directives?.length ?? 0;
      if (selection.kind === Kind.FRAGMENT_SPREAD) add(size, spread(selection.name.value), 0);
      else if (selection.kind === Kind.INLINE_FRAGMENT) add(size, within(selection.selectionSet), 0);
      else {
        const introspection = selection.name.value === '__schema' || selection.name.value === '__type';
        const below = selection.selectionSet && !introspection ? within(selection.selectionSet) : nothing;
        size.fields += 1;
        if (selection.alias) size.aliases += 1;
        add(size, below, 1);
      }
    }
    return size;
  };

  try {
    for (const name of fragments.keys()) spread(name);
    const operations = definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION
        ? [plus(within(definition.selectionSet), { ...nothing, directives: definition.directives?.length ?? 0 })]
        : [],
    );
    return operations.reduce(larger, nothing);
  } catch (error) {
    if (error instanceof Circle) return undefined;
    throw error;
  }
}

class Circle extends Error {}

type Growing = { -readonly [K in keyof DocumentSize]: DocumentSize[K] };

function add(size: Growing, below: DocumentSize, levels: number): void {
  size.depth = Math.max(size.depth, below.depth + levels);
  size.fields += below.fields;
  size.aliases += below.aliases;
  size.directives += below.directives;
}

const plus = (a: DocumentSize, b: DocumentSize): DocumentSize => ({
  depth: Math.max(a.depth, b.depth),
  fields: a.fields + b.fields,
  aliases: a.aliases + b.aliases,
  directives: a.directives + b.directives,
});

const larger = (a: DocumentSize, b: DocumentSize): DocumentSize => ({
  depth: Math.max(a.depth, b.depth),
  fields: Math.max(a.fields, b.fields),
  aliases: Math.max(a.aliases, b.aliases),
  directives: Math.max(a.directives, b.directives),
});
