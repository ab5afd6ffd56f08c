import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';

/** Values of the world that there is, by the name that a `.variables.json` calls them by: `"{post}"`. */
export type Samples = Readonly<Record<string, string | undefined>>;

/** Puts the world's values in place of their names; what there is none of becomes empty. */
export function fillIn(template: unknown, samples: Samples): unknown {
  if (typeof template === 'string') return template.replace(/\{(\w+)\}/g, (_, name: string) => samples[name] ?? '');
  if (Array.isArray(template)) return template.map((item) => fillIn(item, samples));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([name, value]) => [name, fillIn(value, samples)]));
}

/** Variables that an operation cannot do without, each with an empty value of its type. */
export function requiredVariables(operation: OperationDefinitionNode, schema: GraphQLSchema): Record<string, unknown> {
  const required = (operation.variableDefinitions ?? []).filter(({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && !defaultValue);
  return Object.fromEntries(
    required.map(({ variable, type }) => {
      const named = typeFromAST(schema, type as never) as GraphQLInputType | undefined;
      return [variable.name.value, named ? emptyValue(named) : null];
    }),
  );
}

function emptyValue(type: GraphQLInputType): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [];
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name ?? null;
  if (isInputObjectType(nullable)) {
    const needed = Object.values(nullable.getFields()).filter((field) => isNonNullType(field.type) && field.defaultValue === undefined);
    return Object.fromEntries(needed.map((field) => [field.name, emptyValue(field.type)]));
  }
  return { Int: 0, Float: 0, Boolean: false }[String(nullable)] ?? '';
}
