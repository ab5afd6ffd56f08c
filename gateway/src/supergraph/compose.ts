import { composeServices } from '@apollo/composition';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import { type ASTNode, GraphQLError, parse, Source } from 'graphql';
import { readSupergraphYaml, type SubgraphSource } from './supergraph-yaml';

/** Hints that are faults to us: composition would silently let the first subgraph's arguments of our own directive win. */
const fatalHints: readonly string[] = ['INCONSISTENT_NON_REPEATABLE_DIRECTIVE_ARGUMENTS', 'MERGED_NON_REPEATABLE_DIRECTIVE_ARGUMENTS'];

/** A place in a schema file, named as `supergraph.yaml` names it. */
export interface SchemaPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What composition has to say, and which lines it speaks of. */
export interface CompositionRemark {
  readonly code: string;
  readonly message: string;
  readonly places: readonly SchemaPlace[];
}

export interface Composition {
  /** Absent when there are faults. */
  readonly supergraphSdl: string | undefined;
  readonly faults: readonly CompositionRemark[];
  readonly hints: readonly CompositionRemark[];
}

/** Thrown with every fault of the subgraphs' schemas, each with the places it comes from. */
export class CompositionError extends ExplainedError {
  constructor(readonly faults: readonly CompositionRemark[]) {
    super(`The subgraphs do not compose:\n\n${faults.map(describe).join('\n\n')}`);
  }
}

/** The supergraph's SDL from `supergraph.yaml`; no service needs to run. */
export const composeFile = (path: string): string => composeSources(readSupergraphYaml(path));

export function composeSources(sources: readonly SubgraphSource[]): string {
  const { supergraphSdl, faults } = compose(sources);
  if (supergraphSdl === undefined) throw new CompositionError(faults);
  return supergraphSdl;
}

/** Composes, and tells faults instead of throwing them. */
export function compose(sources: readonly SubgraphSource[]): Composition {
  const parsed = sources.map(({ name, url, file, sdl }) => ({ name, url, ...parseSchema(file, sdl) }));
  const syntax = parsed.flatMap(({ fault }) => fault ?? []);
  if (syntax.length > 0) return { supergraphSdl: undefined, faults: syntax, hints: [] };
  const result = composeServices(parsed.flatMap(({ name, url, typeDefs }) => (typeDefs ? [{ name, url, typeDefs }] : [])));
  if (result.errors) {
    const faults = result.errors.map(({ message, extensions, nodes }) => ({ code: String(extensions.code), message, places: placesOf(nodes) }));
    return { supergraphSdl: undefined, faults, hints: [] };
  }
  const hints = result.hints.map(({ definition, message, nodes }) => ({ code: definition.code, message, places: placesOf(nodes) }));
  const faults = hints.filter(({ code }) => fatalHints.includes(code));
  return {
    supergraphSdl: faults.length > 0 ? undefined : `${result.supergraphSdl}\n`,
    faults,
    hints: hints.filter((hint) => !faults.includes(hint)),
  };
}

function parseSchema(file: string, sdl: string) {
  try {
    return { typeDefs: parse(new Source(sdl, file)) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const places = (error.locations ?? []).map(({ line, column }) => ({ file, line, column }));
    return { fault: { code: 'INVALID_GRAPHQL', message: error.message, places } };
  }
}

function placesOf(nodes: readonly ASTNode[] | undefined): SchemaPlace[] {
  const places = (nodes ?? []).flatMap(({ loc }) =>
    loc ? [{ file: loc.source.name, line: loc.startToken.line, column: loc.startToken.column }] : [],
  );
  return [...new Map(places.map((place) => [`${place.file}:${place.line}:${place.column}`, place])).values()];
}

const describe = ({ message, places }: CompositionRemark) =>
  [message, ...places.map(({ file, line, column }) => `  at ${file}:${line}:${column}`)].join('\n');
