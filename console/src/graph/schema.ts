import { buildSchema, type GraphQLSchema } from 'graphql';
import type { Asker } from './ask';

/** Thrown when this person may not see it. */
export class SchemaWithheld extends Error {}

/** The graph as clients see it, with its descriptions. */
export async function loadSchema(asker: Asker): Promise<GraphQLSchema> {
  const token = await asker.token();
  const response = await fetch('/console/schema.graphql', { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
  if (response.status === 403) throw new SchemaWithheld('The schema is told to moderators alone.');
  if (!response.ok) throw new Error(`The schema was not told: HTTP ${response.status}.`);
  return buildSchema(await response.text(), { assumeValid: true, assumeValidSDL: true });
}
