import { serverAudits } from 'graphql-http';
import { startToyGraph, type ToyGraph } from './toy-graph/toy-graph';

let graph: ToyGraph;
beforeAll(async () => {
  graph = await startToyGraph();
});
afterAll(() => graph.stop());

/** The audits of the specification that fail, when every GET carries these headers. */
async function failures(onGet: Record<string, string>): Promise<string[]> {
  const fetchFn = (url: string, init: RequestInit = {}) =>
    fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), ...(init.method === 'POST' ? {} : onGet) } });
  const failed: string[] = [];
  for (const audit of serverAudits({ url: () => graph.url, fetchFn })) {
    const result = await audit.fn();
    if (result.status !== 'ok') failed.push(`${audit.name}: ${result.reason}`);
  }
  return failed;
}

describe('GraphQL over HTTP', () => {
  it('is kept in all of its 61 audits', async () => {
    expect(serverAudits({ url: () => graph.url })).toHaveLength(61);
    expect(await failures({ 'apollo-require-preflight': 'true' })).toEqual([]);
  });

  it('is broken on purpose where a web page could send a GET without being asked whether it may', async () => {
    expect(await failures({})).toEqual([
      'MAY accept application/x-www-form-urlencoded formatted GET requests: Response status code is not 200',
      'MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/graphql-response+json: Response status code is not 200',
      'MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/json: Response status code is not 200',
    ]);
  });
});
