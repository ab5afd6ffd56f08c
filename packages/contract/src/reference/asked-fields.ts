import {
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';

/** A field that says what an operation is about. */
export interface AskedField {
  /** `viewer.homeFeed` */
  readonly name: string;
  /** `Viewer.homeFeed` */
  readonly coordinate: string;
  /** Its first paragraph, on one line. */
  readonly description: string;
  readonly type: GraphQLNamedType;
}

/** The root fields of an operation; of `viewer`, which only says whose things are asked for, the fields below. */
export function askedFields(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): AskedField[] {
  const root = schema.getRootType(operation.operation);
  if (!root) return [];
  return fieldsIn(document, operation).flatMap((field) => {
    const found = fieldOf(root, field, '');
    if (field.name.value !== 'viewer' || !found) return found ?? [];
    const below = fieldsIn(document, field).flatMap((child) => (child.name.value === 'id' ? [] : (fieldOf(found.type, child, 'viewer.') ?? [])));
    return below.length > 0 ? below : found;
  });
}

function fieldOf(parent: GraphQLNamedType, { name }: FieldNode, path: string): AskedField | undefined {
  const field = isObjectType(parent) ? parent.getFields()[name.value] : undefined;
  if (!field) return undefined;
  const description = (field.description ?? '').replaceAll(/\s+/g, ' ').trim();
  return { name: `${path}${name.value}`, coordinate: `${parent.name}.${name.value}`, description, type: getNamedType(field.type) };
}

function fieldsIn(document: DocumentNode, { selectionSet }: Pick<FieldNode | OperationDefinitionNode, 'selectionSet'>): FieldNode[] {
  return (selectionSet?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsIn(document, selection);
    const fragment = document.definitions.find((node) => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === selection.name.value);
    return fragment?.kind === Kind.FRAGMENT_DEFINITION ? fieldsIn(document, fragment) : [];
  });
}
