import { type GraphQLNamedType, getNamedType, isEnumType, isObjectType } from 'graphql';

/** The codes of a payload's `userErrors`, each with what it means. */
export function refusals(payload: GraphQLNamedType): string[][] {
  const codes = typeOf(typeOf(payload, 'userErrors'), 'code');
  return isEnumType(codes) ? codes.getValues().map(({ name, description }) => [`\`${name}\``, description ?? '']) : [];
}

function typeOf(type: GraphQLNamedType | undefined, field: string): GraphQLNamedType | undefined {
  const found = isObjectType(type) ? type.getFields()[field] : undefined;
  return found && getNamedType(found.type);
}
