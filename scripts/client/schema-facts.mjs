import { getNamedType, isAbstractType, isObjectType } from 'graphql';

/** What code at run time must know of the schema: for normalised caches, and what can be uploaded. */
export function schemaFactsModule(schema) {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const objects = types.filter((type) => isObjectType(type) && !roots.includes(type));
  const namesOf = (list) => list.map(({ name }) => name);
  const possibleTypes = types.filter(isAbstractType).map((type) => [type.name, namesOf(schema.getPossibleTypes(type))]);
  const connections = types.filter(isObjectType).flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => getNamedType(field.type).name.endsWith('Connection'))
      .map(({ name, args }) => ({ type: type.name, field: name, filters: namesOf(args).filter((arg) => arg !== 'first' && arg !== 'after') })),
  );
  return [
    constant('Interfaces and unions, with the types that they may be.', 'possibleTypes', Object.fromEntries(possibleTypes)),
    constant('Types that are kept inside what holds them.', 'keylessTypes', namesOf(objects.filter((type) => !('id' in type.getFields())))),
    constant('What can be uploaded.', 'mediaContentTypes', namesOf(schema.getType('MediaContentType').getValues())),
    constant('Lists that page, with the arguments that tell one list from another.', 'connectionFields', connections),
  ].join('\n');
}

const constant = (meaning, name, value) => `/** ${meaning} */\nexport const ${name} = ${JSON.stringify(value)} as const;\n`;
