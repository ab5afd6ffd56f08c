import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isDatabaseAway } from '../database/is-away';
import type { Logger } from '../log/logger';
import { currentRequestId } from '../request/scope';
import { errorCodes } from './registry';

/**
 * What leaves a process of an error: coded faults as they are; a database that is away as SUBGRAPH_UNAVAILABLE; anything else is logged whole and leaves as
 * INTERNAL_SERVER_ERROR with the request id and not a word more.
 */
export function formatSubgraphError(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const code = formatted.extensions?.code;
    const cause = unwrapResolverError(error);
    const known = typeof code === 'string' && code in errorCodes && code !== 'INTERNAL_SERVER_ERROR';
    const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
    if (known) return { ...formatted, extensions };
    if (cause instanceof GraphQLError && error === cause && !cause.originalError && code === undefined && !cause.path) {
      return { ...formatted, extensions: { ...extensions, code: 'GRAPHQL_VALIDATION_FAILED' } };
    }
    if (isDatabaseAway(cause)) {
      log.warn({ err: cause, path: formatted.path }, 'the database is away');
      return { ...formatted, message: 'A part of the graph did not answer.', extensions: { code: 'SUBGRAPH_UNAVAILABLE' } };
    }
    log.error({ err: cause, path: formatted.path }, 'unexpected error');
    return {
      message: 'Something went wrong on our side.',
      ...(formatted.path ? { path: formatted.path } : {}),
      ...(formatted.locations ? { locations: formatted.locations } : {}),
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: currentRequestId() },
    };
  };
}
