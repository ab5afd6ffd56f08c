import type { SchemaPlace } from '@ejazz/gateway/supergraph/compose';
import type { SubgraphSource } from '@ejazz/gateway/supergraph/supergraph-yaml';
import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  isTypeDefinitionNode,
  isTypeExtensionNode,
  Kind,
  parse,
  Source,
  type StringValueNode,
  type TypeNode,
} from 'graphql';

export type ElementKind =
  | 'object'
  | 'interface'
  | 'union'
  | 'enum'
  | 'scalar'
  | 'input'
  | 'directive'
  | 'field'
  | 'argument'
  | 'input field'
  | 'enum value';

/** A named part of a subgraph's schema as its author wrote it. */
export interface SchemaElement {
  readonly kind: ElementKind;
  /** `Type`, `Type.field`, `Type.field.argument`, `@directive`. */
  readonly path: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly place: SchemaPlace;
  readonly directives: readonly ConstDirectiveNode[];
  /** Of a field, argument or input field. */
  readonly type?: TypeNode;
  /** Path of what it is in. */
  readonly parent?: string;
  /** Whether it adds to a type that is described elsewhere. */
  readonly isExtension: boolean;
}

interface ElementNode {
  readonly name: { readonly value: string };
  readonly description?: StringValueNode | undefined;
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
  readonly type?: TypeNode;
  readonly loc?: { readonly startToken: { readonly line: number; readonly column: number } } | undefined;
}

/** Every named part of a schema that can be parsed, in the order of the file. */
export function elementsOf({ file, sdl }: Pick<SubgraphSource, 'file' | 'sdl'>): SchemaElement[] {
  return parse(new Source(sdl, file)).definitions.flatMap((definition) => definitionElements(file, definition));
}

const typeKinds = {
  [Kind.OBJECT_TYPE_DEFINITION]: 'object',
  [Kind.OBJECT_TYPE_EXTENSION]: 'object',
  [Kind.INTERFACE_TYPE_DEFINITION]: 'interface',
  [Kind.INTERFACE_TYPE_EXTENSION]: 'interface',
  [Kind.UNION_TYPE_DEFINITION]: 'union',
  [Kind.UNION_TYPE_EXTENSION]: 'union',
  [Kind.ENUM_TYPE_DEFINITION]: 'enum',
  [Kind.ENUM_TYPE_EXTENSION]: 'enum',
  [Kind.SCALAR_TYPE_DEFINITION]: 'scalar',
  [Kind.SCALAR_TYPE_EXTENSION]: 'scalar',
  [Kind.INPUT_OBJECT_TYPE_DEFINITION]: 'input',
  [Kind.INPUT_OBJECT_TYPE_EXTENSION]: 'input',
} as const;

function definitionElements(file: string, node: DefinitionNode): SchemaElement[] {
  if (node.kind === Kind.DIRECTIVE_DEFINITION) {
    const directive = element(file, 'directive', node, `@${node.name.value}`);
    return [directive, ...argumentsOf(file, directive.path, node.arguments)];
  }
  if (!isTypeDefinitionNode(node) && !isTypeExtensionNode(node)) return [];
  const type = { ...element(file, typeKinds[node.kind], node, node.name.value), isExtension: isTypeExtensionNode(node) };
  if ('values' in node)
    return [type, ...(node.values ?? []).map((value) => element(file, 'enum value', value, `${type.path}.${value.name.value}`, type.path))];
  if (!('fields' in node)) return [type];
  return [type, ...(node.fields ?? []).flatMap((field) => fieldElements(file, type.path, field))];
}

function fieldElements(file: string, parent: string, node: FieldDefinitionNode | InputValueDefinitionNode): SchemaElement[] {
  const path = `${parent}.${node.name.value}`;
  if (node.kind === Kind.INPUT_VALUE_DEFINITION) return [element(file, 'input field', node, path, parent)];
  return [element(file, 'field', node, path, parent), ...argumentsOf(file, path, node.arguments)];
}

const argumentsOf = (file: string, parent: string, nodes: readonly InputValueDefinitionNode[] = []): SchemaElement[] =>
  nodes.map((node) => element(file, 'argument', node, `${parent}.${node.name.value}`, parent));

function element(file: string, kind: ElementKind, node: ElementNode, path: string, parent?: string): SchemaElement {
  // A node begins with its description; what is meant is the line of the name.
  const { line, column } = (node.name as ElementNode['name'] & { loc?: ElementNode['loc'] }).loc?.startToken ?? { line: 1, column: 1 };
  return {
    kind,
    path,
    name: node.name.value,
    description: node.description?.value,
    place: { file, line, column },
    directives: node.directives ?? [],
    ...(node.type ? { type: node.type } : {}),
    ...(parent === undefined ? {} : { parent }),
    isExtension: false,
  };
}
