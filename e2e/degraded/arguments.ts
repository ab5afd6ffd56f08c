import {
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  Kind,
  parse,
  typeFromAST,
} from 'graphql';

/** What an operation is given, completed by something of the right type wherever it needs a value: new operations need no entry. */
export function completeVariables(schema: GraphQLSchema, document: string, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const [operation] = parse(document).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return { ...given };
  const needed = (operation.variableDefinitions ?? []).flatMap(({ variable, type, defaultValue }) => {
    const inputType = typeFromAST(schema, type as Parameters<typeof typeFromAST>[1]) as GraphQLInputType | undefined;
    if (defaultValue || variable.name.value in given || !inputType || !isNonNullType(inputType)) return [];
    return [[variable.name.value, something(inputType)] as const];
  });
  return { ...Object.fromEntries(needed), ...given };
}

function something(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return something(type.ofType);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(required.map((field) => [field.name, something(field.type)]));
  }
  const scalars: Readonly<Record<string, unknown>> = {
    Int: 1,
    Float: 1,
    Boolean: true,
    DateTime: '2026-01-31T12:00:00.000Z',
    URL: 'https://example.org/',
  };
  return scalars[type.name] ?? 'something';
}
