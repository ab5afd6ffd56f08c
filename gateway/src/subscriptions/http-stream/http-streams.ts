import type { IncomingMessage, ServerResponse } from 'node:http';
import { respond } from '@ejazz/platform/http/respond';
import type { GraphQLFormattedError } from 'graphql';
import { z } from 'zod';
import type { Authenticate } from '../../auth/authenticate';
import type { Caller } from '../../http/caller';
import type { Connection, Connections } from '../connections';
import { type Ending, endingFor, endings, errorOf } from '../endings';
import type { Performer } from '../perform';
import { type StreamFormat, streamFormatFor } from './stream-format';
import { writeStream } from './write-stream';

export interface HttpStreamsOptions {
  readonly authenticate: Authenticate;
  readonly connections: Connections;
  readonly callerOf: (request: IncomingMessage) => Caller;
  readonly perform: Performer['perform'];
}

const optional = <T extends z.ZodType>(type: T) => type.nullish();
const shape = z.object({
  query: z.string().optional(),
  operationName: optional(z.string()),
  variables: optional(z.record(z.string(), z.unknown())),
  extensions: optional(z.record(z.string(), z.unknown())),
  documentId: optional(z.string()),
});

/**
 * Operations whose results come as a stream over HTTP, by `accept`: SSE for any operation, multipart for subscriptions. Answers those
 * (returning true) before the rest of GraphQL over HTTP sees them. JSON is demanded of them too: other pages' forms cannot send it.
 */
export function createHttpStreams({ authenticate, connections, callerOf, perform }: HttpStreamsOptions) {
  return async (request: IncomingMessage, response: ServerResponse, body: unknown): Promise<boolean> => {
    const format = request.method === 'POST' ? streamFormatFor(request.headers.accept) : undefined;
    if (!format) return false;
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
      refuse(response, 415, { message: 'Send the operation as application/json.', extensions: { code: 'BAD_REQUEST' } });
      return true;
    }
    const { success, data: operation } = shape.safeParse(body);
    if (!success) {
      refuse(response, 400, { message: 'The body is not one GraphQL request.', extensions: { code: 'BAD_REQUEST' } });
      return true;
    }
    const connection = await connect(request, response, format);
    if (!connection) return true;
    response.once('close', connection.release);
    const outcome = await perform(operation, connection);
    if (outcome.kind === 'events') await writeStream(response, format, outcome.events, connection.signal);
    else {
      const result = outcome.kind === 'refused' ? { errors: outcome.errors } : outcome.result;
      if (format.transport === 'sse') response.setHeader('content-type', format.contentType).end(format.next(result) + format.complete);
      else respond(response, outcome.kind === 'refused' ? 400 : 200, result);
    }
    return true;
  };

  async function connect(request: IncomingMessage, response: ServerResponse, format: StreamFormat): Promise<Connection | undefined> {
    try {
      const session = await authenticate(request.headers.authorization);
      const connection = connections.open(session, {
        transport: format.transport,
        caller: callerOf(request),
        onEnd: (why) => endStream(response, format, why),
        onExpiring: (at) => response.headersSent && response.write(format.notice({ tokenExpiresAt: at.toISOString() })),
      });
      if (connection) return connection;
      refuse(response, 429, errorOf(endings.tooMany));
    } catch (error) {
      const ending = endingFor(error);
      refuse(response, ending === endings.unavailable ? 503 : 401, errorOf(ending));
    }
    return undefined;
  }
}

const refuse = (response: ServerResponse, status: number, error: GraphQLFormattedError) => respond(response, status, { errors: [error] });

const closingTime = 2_000;

/** Says why, and ends; a client that does not even read that is cut off. */
function endStream(response: ServerResponse, format: StreamFormat, why: Ending): void {
  if (response.writableEnded) return;
  if (response.headersSent) response.end(format.ended(why));
  else refuse(response, why.closeCode < 4000 ? 503 : 401, errorOf(why));
  const impatience = setTimeout(() => response.destroy(), closingTime).unref();
  response.once('close', () => clearTimeout(impatience));
}
