import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parseType,
  print,
} from 'graphql';

export const cursorAlias = 'ejazzResumeCursor';
const afterVariable = 'ejazzResumeAfter';

/** The operation with the event's cursor asked for, and `after` given by a variable; undefined for one that cannot be resumed. */
export function resumableForm(document: DocumentNode, schema: GraphQLSchema) {
  const [definition] = document.definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return undefined;
  const [root] = definition.selectionSet.selections;
  const field = root?.kind === Kind.FIELD ? schema.getSubscriptionType()?.getFields()[root.name.value] : undefined;
  if (root?.kind !== Kind.FIELD || !field || !hasCursor(field)) return undefined;
  const given = root.arguments?.find(({ name }) => name.value === 'after');
  const variable = given?.value.kind === Kind.VARIABLE ? given.value.name.value : afterVariable;
  const rewritten = { ...document, definitions: [rewrite(definition, root, field, variable), ...document.definitions.slice(1)] };
  const literal = given?.value.kind === Kind.STRING ? given.value.value : undefined;
  return { query: print(rewritten), resuming: { responseName: root.alias?.value ?? root.name.value, variable, literal } };
}

function hasCursor({ args, type }: GraphQLField<unknown, unknown>): boolean {
  const named = getNamedType(type);
  return args.some(({ name }) => name === 'after') && (isObjectType(named) || isInterfaceType(named)) && 'cursor' in named.getFields();
}

function rewrite(
  definition: OperationDefinitionNode,
  root: FieldNode,
  field: GraphQLField<unknown, unknown>,
  variable: string,
): OperationDefinitionNode {
  const name = { kind: Kind.NAME, value: variable } as const;
  const after: ArgumentNode = { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'after' }, value: { kind: Kind.VARIABLE, name } };
  const cursor: FieldNode = { kind: Kind.FIELD, alias: { kind: Kind.NAME, value: cursorAlias }, name: { kind: Kind.NAME, value: 'cursor' } };
  const selections = [...(root.selectionSet?.selections ?? []), cursor];
  const rest = (root.arguments ?? []).filter((argument) => argument.name.value !== 'after');
  const resumed: FieldNode = { ...root, arguments: [...rest, after], selectionSet: { kind: Kind.SELECTION_SET, selections } };
  const type = parseType(String(field.args.find((arg) => arg.name === 'after')?.type));
  const declared = definition.variableDefinitions ?? [];
  return {
    ...definition,
    selectionSet: { kind: Kind.SELECTION_SET, selections: [resumed] },
    variableDefinitions: declared.some((one) => one.variable.name.value === variable)
      ? declared
      : [...declared, { kind: Kind.VARIABLE_DEFINITION, variable: { kind: Kind.VARIABLE, name }, type }],
  };
}
