import { Fault, formatFault } from '@ejazz/platform/errors/fault';
import { formatSubgraphError } from '@ejazz/platform/errors/format-error';
import type { Logger } from '@ejazz/platform/log/logger';
import type { GraphQLFormattedError } from 'graphql';
import { beyond, type Limits } from '../protection/limits';
import { hideSchema } from './hide-schema';

export interface FormatOptions {
  readonly log: Logger;
  readonly limits: Limits;
  /** Whether clients may know the schema. */
  readonly schemaShown: boolean;
  readonly subgraphs: 'ours' | 'foreign';
}

/**
 * As in a subgraph, and `extensions.service` says which part of the graph an error comes from. Where subgraphs are not ours, their
 * errors are their own affair and leave as they came, but for stack traces.
 */
export function formatGatewayError({ log, limits, schemaShown, subgraphs }: FormatOptions) {
  const format = formatSubgraphError(log);
  const tooManyTokens = beyond(limits, 'tokens');
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const own = refusalIn(error);
    if (own) return formatFault(own);
    if (isTokenLimit(formatted)) return formatFault(tooManyTokens);
    const { serviceName, ...extensions } = formatted.extensions ?? {};
    const service = extensions.service ?? serviceName;
    if (service && subgraphs === 'foreign') return { ...formatted, extensions: { service, ...withoutStack(extensions) } };
    const result = format({ ...formatted, extensions }, error);
    const shown = schemaShown ? result : hideSchema(result);
    return service ? { ...shown, extensions: { service, ...shown.extensions } } : shown;
  };
}

/** The refusal that Apollo Server has taken for an error of validation, since it was told as one. */
function refusalIn(error: unknown): Fault | undefined {
  const { originalError } = error as { readonly originalError?: unknown };
  return originalError instanceof Fault && (error as Error).name === 'ValidationError' ? originalError : undefined;
}

/** What graphql-js says at its `maxTokens`; it has no code for it. */
const isTokenLimit = ({ message, extensions }: GraphQLFormattedError) =>
  extensions?.code === 'GRAPHQL_PARSE_FAILED' && /^Syntax Error: Document contains more tha\w \d+ tokens/.test(message);

const withoutStack = ({ stacktrace: _, exception: __, ...extensions }: Record<string, unknown>) => extensions;
