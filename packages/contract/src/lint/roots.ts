/** The types that operations start from: GraphQL itself says what they are. */
export const isRoot = (typeName: string): boolean => ['Query', 'Mutation', 'Subscription'].includes(typeName);
