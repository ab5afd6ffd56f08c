import { buildSchema } from 'graphql';

/** A schema with the resolvers of its root fields. */
export function makeExecutable(sdl, resolvers) {
  const schema = buildSchema(sdl);
  for (const [type, fields] of Object.entries(resolvers)) {
    const known = schema.getType(type).getFields();
    for (const [name, resolver] of Object.entries(fields))
      Object.assign(known[name], typeof resolver === 'function' ? { resolve: resolver } : resolver);
  }
  return schema;
}
