import {
  type ArgumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  parseType,
  print,
} from 'graphql';
import type { UpstreamEvent, UpstreamOperation } from './role';

/** An upstream operation that goes on after the last event seen when it is sent again. */
export interface Resumable {
  readonly query: string;
  /** As they must be now: `after` is the last cursor seen. */
  variables(): Record<string, unknown>;
  /** Notes the event's cursor, and takes out what was only asked for to learn it. */
  note(event: UpstreamEvent): UpstreamEvent;
}

const cursorAlias = 'ejazzResumeCursor';
const afterVariable = 'ejazzResumeAfter';

/** Root fields with an argument `after` whose events have a `cursor` can be resumed; others are sent again as they are. */
export function resumable(operation: UpstreamOperation, schema: GraphQLSchema): Resumable {
  const document = parse(operation.query, { noLocation: true });
  const [definition] = document.definitions;
  const root = definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections[0] : undefined;
  const field = root?.kind === Kind.FIELD ? schema.getSubscriptionType()?.getFields()[root.name.value] : undefined;
  if (definition?.kind !== Kind.OPERATION_DEFINITION || root?.kind !== Kind.FIELD || !field || !hasCursor(field)) {
    return { query: operation.query, variables: () => ({ ...operation.variables }), note: (event) => event };
  }
  const given = root.arguments?.find(({ name }) => name.value === 'after');
  const variable = given?.value.kind === Kind.VARIABLE ? given.value.name.value : afterVariable;
  let after = given?.value.kind === Kind.STRING ? given.value.value : operation.variables[variable];
  const rewritten = { ...document, definitions: [rewrite(definition, root, field, variable), ...document.definitions.slice(1)] };
  const responseName = root.alias?.value ?? root.name.value;
  return {
    query: print(rewritten),
    variables: () => (after === undefined ? { ...operation.variables } : { ...operation.variables, [variable]: after }),
    note(event) {
      const value = event.data?.[responseName];
      if (!event.data || typeof value !== 'object' || value === null) return event;
      const { [cursorAlias]: cursor, ...rest } = value as Record<string, unknown>;
      after = cursor ?? after;
      return { ...event, data: { ...event.data, [responseName]: rest } };
    },
  };
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
