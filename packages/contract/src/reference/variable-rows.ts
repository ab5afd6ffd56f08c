import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  Kind,
  type OperationDefinitionNode,
  print,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** A row a variable, and below it one a field of the input object that it is. */
export function variableRows(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): string[][] {
  const meanings = variableMeanings(schema, document);
  return (operation.variableDefinitions ?? []).flatMap(({ variable, type, defaultValue }) => {
    const name = variable.name.value;
    const shown = `\`${print(type)}${defaultValue ? ` = ${print(defaultValue)}` : ''}\``;
    const row = [`\`${name}\``, shown, meanings.get(name) ?? ''];
    const input = getNamedType(typeFromAST(schema, type));
    if (!isInputObjectType(input)) return [row];
    const fields = Object.values(input.getFields());
    return [row, ...fields.map((field) => [`\`${name}.${field.name}\``, `\`${field.type}\``, field.description ?? ''])];
  });
}

/** What the argument or input field means that a variable is given for. */
function variableMeanings(schema: GraphQLSchema, document: DocumentNode): Map<string, string> {
  const meanings = new Map<string, string>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Argument({ value }) {
        const description = types.getArgument()?.description;
        if (value.kind === Kind.VARIABLE && description) meanings.set(value.name.value, description);
      },
      ObjectField({ name, value }) {
        const parent = getNamedType(types.getParentInputType());
        const description = isInputObjectType(parent) ? parent.getFields()[name.value]?.description : undefined;
        if (value.kind === Kind.VARIABLE && description) meanings.set(value.name.value, description);
      },
    }),
  );
  return meanings;
}
