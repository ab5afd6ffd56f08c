/** graphql-ws demands the text of every document: one that is named by its id alone is given an empty one. */
export function withDocumentText(message: string): string {
  if (!message.includes('"documentId"') && !message.includes('"persistedQuery"')) return message;
  const parsed = parsedMessage(message);
  if (!isRecord(parsed) || parsed.type !== 'subscribe' || !isRecord(parsed.payload) || parsed.payload.query !== undefined) return message;
  return JSON.stringify({ ...parsed, payload: { query: '', ...parsed.payload } });
}

function parsedMessage(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
