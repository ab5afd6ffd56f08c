/** The parts of an HTTP request that name a document. */
export interface Named {
  readonly body: unknown;
  readonly search: string;
}

const version = 1;

/**
 * `documentId`, as the specification of GraphQL over HTTP proposes it and Relay and others send it, put as the extension
 * `persistedQuery` of Apollo's clients, in a body, in each operation of a batch or in the address.
 */
export function withPersistedQuery({ body, search }: Named): Named {
  return {
    body: Array.isArray(body) ? body.map(namedById) : namedById(body),
    search: search.includes('documentId=') ? namedInSearch(search) : search,
  };
}

/** The same for one operation. */
export function namedById<T>(operation: T): T;
export function namedById(operation: unknown): unknown {
  if (typeof operation !== 'object' || operation === null || !('documentId' in operation)) return operation;
  const { documentId, extensions, ...rest } = operation as Record<string, unknown>;
  if (typeof documentId !== 'string') return operation;
  return { ...rest, extensions: { ...(typeof extensions === 'object' ? extensions : {}), persistedQuery: persistedQuery(documentId) } };
}

function namedInSearch(search: string): string {
  const params = new URLSearchParams(search);
  const documentId = params.get('documentId');
  if (!documentId || params.has('extensions')) return search;
  params.delete('documentId');
  params.set('extensions', JSON.stringify({ persistedQuery: persistedQuery(documentId) }));
  return `?${params}`;
}

const persistedQuery = (documentId: string) => ({ version, sha256Hash: documentId.replace(/^sha256:/, '') });
