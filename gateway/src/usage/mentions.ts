import {
  type ASTNode,
  type DefinitionNode,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInputType,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';

export interface Mention {
  readonly key: string;
  readonly line: number;
  readonly column: number;
}

/** The key of uses of a field that do not give this argument of it. */
export const omitted = (argumentPath: string): string => `-${argumentPath}`;

/** What one definition of a document relies on by itself, and which fragments it spreads. */
export function mentionsIn(schema: GraphQLSchema, definition: DefinitionNode): { used: Mention[]; spreads: string[] } {
  const found = new Map<string, Mention>();
  const spreads: string[] = [];
  const types = new TypeInfo(schema);
  const mention = (node: ASTNode, ...keys: readonly string[]) => {
    const { line, column } = node.loc?.startToken ?? { line: 1, column: 1 };
    for (const key of keys) found.set(`${key}@${line}:${column}`, { key, line, column });
  };
  visit(
    definition,
    visitWithTypeInfo(types, {
      Field(node) {
        const parent = types.getParentType();
        const type = getNamedType(types.getType());
        if (!parent || !type) return;
        const names = answering(schema, parent).map((name) => `${name}.${node.name.value}`);
        const given = new Set(node.arguments?.map(({ name }) => name.value));
        const left = types.getFieldDef()?.args.filter(({ name }) => !given.has(name)) ?? [];
        mention(node, ...names, ...names.flatMap((name) => left.map((argument) => omitted(`${name}.${argument.name}`))), ...received(type));
      },
      Argument(node) {
        const directive = types.getDirective();
        const field = types.getFieldDef();
        const parent = types.getParentType();
        if (directive) mention(node, `@${directive.name}.${node.name.value}`);
        else if (parent && field) mention(node, ...answering(schema, parent).map((name) => `${name}.${field.name}.${node.name.value}`));
      },
      ObjectField(node) {
        const parent = getNamedType(types.getParentInputType());
        if (parent) mention(node, `${parent.name}.${node.name.value}`);
      },
      ObjectValue(node) {
        const type = getNamedType(types.getInputType());
        if (type) mention(node, type.name);
      },
      EnumValue(node) {
        const type = getNamedType(types.getInputType());
        if (type) mention(node, type.name, `${type.name}.${node.value}`);
      },
      VariableDefinition(node) {
        const type = typeFromAST(schema, node.type);
        if (type && isInputType(type)) mention(node, ...sendable(type));
      },
      NamedType: (node) => mention(node, node.name.value),
      Directive: (node) => mention(node, `@${node.name.value}`),
      FragmentSpread: ({ name }) => void spreads.push(name.value),
    }),
  );
  return { used: [...found.values()], spreads };
}

/** A field asked of an interface is answered by its implementations. */
const answering = (schema: GraphQLSchema, parent: GraphQLNamedType): string[] =>
  isAbstractType(parent) ? [parent.name, ...schema.getPossibleTypes(parent).map(({ name }) => name)] : [parent.name];

/** Whoever receives an enum knows its values. */
const received = (type: GraphQLNamedType): string[] =>
  isEnumType(type) ? [type.name, ...type.getValues().map(({ name }) => `${type.name}.${name}`)] : [type.name];

/** Everything that a variable of the type may hold. */
function sendable(type: GraphQLInputType): string[] {
  const keys = new Set<string>();
  const waiting: GraphQLNamedType[] = [getNamedType(type)];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (keys.has(next.name)) continue;
    for (const key of received(next)) keys.add(key);
    if (!isInputObjectType(next)) continue;
    for (const field of Object.values(next.getFields())) {
      keys.add(`${next.name}.${field.name}`);
      waiting.push(getNamedType(field.type));
    }
  }
  return [...keys];
}
