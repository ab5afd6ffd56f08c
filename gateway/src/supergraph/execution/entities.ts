import { applyRewrites } from '@apollo/gateway/dist/dataRewrites';
import type { FetchNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import type { Place, ResultObject } from './places';
import { selected } from './representation';

/** An entity to ask for, once, however many places it stands in: a page of posts by one author has that author many times. */
export interface Entity {
  readonly representation: ResultObject;
  readonly places: readonly [Place, ...Place[]];
}

/** What a fetch asks for; places of which it lacks something that it needs are left out. */
export function entitiesAt(schema: GraphQLSchema, { requires = [], inputRewrites }: FetchNode, places: readonly Place[]): Entity[] {
  const entities = new Map<string, Entity & { readonly places: [Place, ...Place[]] }>();
  for (const place of places) {
    const representation = selected(schema, place.object, requires);
    if (!representation?.__typename) continue;
    // What two things are rewritten to may be the same, and what is rewritten of their answers not.
    const type = inputRewrites ? String(place.object.__typename) : '';
    applyRewrites(schema, inputRewrites, representation);
    const key = type + JSON.stringify(representation);
    const known = entities.get(key);
    if (known) known.places.push(place);
    else entities.set(key, { representation, places: [place] });
  }
  return [...entities.values()];
}
