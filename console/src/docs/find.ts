import { type GraphQLNamedType, type GraphQLSchema, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';

export interface Found {
  readonly type: string;
  readonly field?: string;
}

const most = 40;

/** Types and fields whose name holds the text; those that begin with it first. */
export function findInSchema(schema: GraphQLSchema, text: string): Found[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const types = ownTypes(schema);
  const all = types.flatMap((type): Found[] => [{ type: type.name }, ...fieldNames(type).map((field) => ({ type: type.name, field }))]);
  const rank = ({ type, field }: Found) => {
    const name = (field ?? type).toLowerCase();
    const place = name.indexOf(wanted);
    return place < 0 ? -1 : (place > 0 ? 2 : 0) + (field === undefined ? 0 : 1);
  };
  return all
    .map((found) => ({ found, order: rank(found) }))
    .filter(({ order }) => order >= 0)
    .sort((one, other) => one.order - other.order)
    .slice(0, most)
    .map(({ found }) => found);
}

/** Without those that GraphQL brings along. */
export const ownTypes = (schema: GraphQLSchema): GraphQLNamedType[] =>
  Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__') && !['String', 'Boolean', 'Int', 'Float'].includes(name));

const fieldNames = (type: GraphQLNamedType): string[] =>
  isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? Object.keys(type.getFields()) : [];
