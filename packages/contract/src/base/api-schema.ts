import { Supergraph } from '@apollo/federation-internals';
import { buildSchema, type GraphQLSchema } from 'graphql';

export const isSupergraph = (sdl: string): boolean => sdl.includes('specs.apollo.dev/join/');

/** What clients see of a supergraph; a plain schema is what they see. */
export const apiSchemaOf = (sdl: string): GraphQLSchema =>
  isSupergraph(sdl) ? Supergraph.build(sdl).apiSchema().toGraphQLJSSchema() : buildSchema(sdl);
