import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const json = (status: number, body: unknown): Answer => {
  return (response) => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

/** Ways for a subgraph to answer. */
export const answers = {
  named: (name: string) => json(200, { data: { name } }),
  status: (status: number) => json(status, { errors: [{ message: 'no' }] }),
  text: (text: string): Answer => {
    return (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(text);
  },
  cutOff: ((response) => void response.destroy()) as Answer,
  never: (() => undefined) as Answer,
};

/** One instance of a subgraph that answers as it is told. */
export async function startScripted(name: string) {
  const seen: { headers: IncomingHttpHeaders; body: string }[] = [];
  const state: { answer: Answer; ready: boolean; left: number; arrived: () => void } = {
    answer: answers.named(name),
    ready: true,
    left: 0,
    arrived: () => undefined,
  };
  const server = createServer(async (request, response) => {
    if (request.url === '/health/ready') return json(state.ready ? 200 : 503, {})(response, request);
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push({ headers: request.headers, body });
    response.once('close', () => {
      if (!response.writableFinished) state.left += 1;
    });
    state.answer(response, request);
    state.arrived();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    seen,
    state,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type Scripted = Awaited<ReturnType<typeof startScripted>>;
