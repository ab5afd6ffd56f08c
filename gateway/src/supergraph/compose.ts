import { composeServices } from '@apollo/composition';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import { type ASTNode, GraphQLError, parse, Source } from 'graphql';
import { readSupergraphYaml, type SubgraphSource } from './supergraph-yaml';

/** Hints that are faults to us: composition would silently let the first subgraph's arguments of our own directive win. */
const fatalHints: readonly string[] = ['INCONSISTENT_NON_REPEATABLE_DIRECTIVE_ARGUMENTS', 'MERGED_NON_REPEATABLE_DIRECTIVE_ARGUMENTS'];

/** Thrown with every fault of the subgraphs' schemas, each with the places it comes from. */
export class CompositionError extends ExplainedError {
  constructor(readonly faults: readonly string[]) {
    super(`The subgraphs do not compose:\n\n${faults.join('\n\n')}`);
  }
}

/** The supergraph's SDL from `supergraph.yaml`; no service needs to run. */
export const composeFile = (path: string): string => composeSources(readSupergraphYaml(path));

export function composeSources(sources: readonly SubgraphSource[]): string {
  const result = composeServices(sources.map(({ name, url, file, sdl }) => ({ name, url, typeDefs: parsed(file, sdl) })));
  if (result.errors) throw new CompositionError(result.errors.map((error) => describe(error.message, error.nodes)));
  const hints = result.hints.filter(({ definition }) => fatalHints.includes(definition.code));
  if (hints.length > 0) throw new CompositionError(hints.map((hint) => describe(hint.toString(), hint.nodes)));
  return `${result.supergraphSdl}\n`;
}

function parsed(file: string, sdl: string) {
  try {
    return parse(new Source(sdl, file));
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const at = error.locations?.map(({ line, column }) => `\n  at ${file}:${line}:${column}`).join('');
    throw new CompositionError([`${error.message}${at ?? ''}`]);
  }
}

function describe(message: string, nodes: readonly ASTNode[] | undefined): string {
  const places = (nodes ?? []).flatMap(({ loc }) => (loc ? [`${loc.source.name}:${loc.startToken.line}:${loc.startToken.column}`] : []));
  return [message, ...new Set(places.map((place) => `  at ${place}`))].join('\n');
}
