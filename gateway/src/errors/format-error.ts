import { formatSubgraphError } from '@ejazz/platform/errors/format-error';
import type { Logger } from '@ejazz/platform/log/logger';
import type { GraphQLFormattedError } from 'graphql';

/** As in a subgraph, and `extensions.service` says which part of the graph an error comes from. */
export function formatGatewayError(log: Logger) {
  const format = formatSubgraphError(log);
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { serviceName, ...extensions } = formatted.extensions ?? {};
    const result = format({ ...formatted, extensions }, error);
    return serviceName ? { ...result, extensions: { service: serviceName, ...result.extensions } } : result;
  };
}
