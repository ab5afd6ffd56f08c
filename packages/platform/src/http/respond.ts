import type { ServerResponse } from 'node:http';

/** Ends a response with a JSON body. */
export function respond(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
