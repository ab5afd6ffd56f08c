import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { ErrorCode } from './registry';

/** A top-level error with a code from the registry. Its message is shown to the client. */
export class Fault extends GraphQLError {
  constructor(code: ErrorCode, message: string, extensions: Record<string, unknown> = {}) {
    super(message, { extensions: { code, ...extensions } });
  }
}

/** A fault as it leaves, where no GraphQL server does that: what it tells HTTP is not told the client. */
export const formatFault = ({ message, extensions: { http: _, ...extensions } }: Fault): GraphQLFormattedError => ({ message, extensions });

export const unauthenticated = (message = 'Sign in first.') => new Fault('UNAUTHENTICATED', message);
export const forbidden = (message = 'You may not do this.') => new Fault('FORBIDDEN', message);
export const badInput = (argument: string, message: string) => new Fault('BAD_USER_INPUT', message, { argument });
/** The same for what does not exist and for what may not be seen. */
export const notFound = (message: string) => new Fault('NOT_FOUND', message);
