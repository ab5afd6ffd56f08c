import { statementsHeader } from '@ejazz/platform/request/scope';
import { signViewer, viewerHeader } from '@ejazz/platform/viewer/signed-viewer';
import { anonymous, type Viewer } from '@ejazz/platform/viewer/viewer';
import type { GraphAnswer, Variables } from './graph-client';

export interface SubgraphAnswer extends GraphAnswer {
  /** SQL statements that the answer took. */
  readonly statements: number;
}

/** Speaks to one subgraph as the gateway does on behalf of somebody. */
export interface SubgraphClient {
  /** The whole answer, errors included. */
  ask(document: string, variables?: Variables): Promise<SubgraphAnswer>;
  /** The data of an answer that must have no errors. */
  data<T = Record<string, unknown>>(document: string, variables?: Variables): Promise<T>;
  /** Entities as links of other subgraphs ask for them. */
  entities<T = Record<string, unknown>>(type: string, ids: readonly string[], fields: string): Promise<(T | null)[]>;
}

export interface SubgraphAddress {
  /** The audience that viewers are signed for. */
  readonly name: string;
  readonly url: string;
  readonly key: string;
}

/** `headers`: what the gateway tells beside the viewer. */
export const createSubgraphClient = (
  address: SubgraphAddress,
  viewer: Partial<Viewer> = {},
  headers: Readonly<Record<string, string>> = {},
): SubgraphClient =>
  clientWith(address.url, () => ({ ...headers, [viewerHeader]: signViewer({ ...anonymous, ...viewer }, address.name, address.key) }));

/** A client with headers of one's own, for what a subgraph must refuse. */
export function clientWith(url: string, headers: () => Record<string, string>): SubgraphClient {
  const ask = async (query: string, variables: Variables = {}): Promise<SubgraphAnswer> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers() },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, statements: Number(response.headers.get(statementsHeader)), ...((await response.json()) as object) };
  };
  const data = async <T>(document: string, variables?: Variables) => {
    const answer = await ask(document, variables);
    if (answer.errors) throw new Error(answer.errors.map(({ message, path }) => `${message} (${path?.join('.')})`).join('\n'));
    return answer.data as T;
  };
  return {
    ask,
    data,
    async entities<T>(type: string, ids: readonly string[], fields: string) {
      const document = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type} { ${fields} } } }`;
      const representations = ids.map((id) => ({ __typename: type, id }));
      return (await data<{ _entities: (T | null)[] }>(document, { representations }))._entities;
    },
  };
}
