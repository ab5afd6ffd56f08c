/** A fetch that counts and can lose what it carries. */
export interface Wire {
  readonly fetch: typeof fetch;
  /** How often an operation of that name was sent. */
  sent(operation: string): number;
  /** The next requests with that operation reach the server, but their answers are lost. */
  loseReplies(operation: string, count: number): void;
  /** The next requests with that operation do not reach the server. */
  loseRequests(operation: string, count: number): void;
}

export function createWire(): Wire {
  const counts = new Map<string, number>();
  const replies = new Map<string, number>();
  const requests = new Map<string, number>();
  const take = (from: Map<string, number>, operation: string) => {
    const left = from.get(operation) ?? 0;
    from.set(operation, Math.max(0, left - 1));
    return left > 0;
  };
  return {
    sent: (operation) => counts.get(operation) ?? 0,
    loseReplies: (operation, count) => void replies.set(operation, count),
    loseRequests: (operation, count) => void requests.set(operation, count),
    async fetch(input, init) {
      const { operationName = '' }: { operationName?: string } = JSON.parse(String(init?.body));
      counts.set(operationName, (counts.get(operationName) ?? 0) + 1);
      if (take(requests, operationName)) throw new TypeError('fetch failed');
      const response = await fetch(input, init);
      if (!take(replies, operationName)) return response;
      await response.arrayBuffer();
      throw new TypeError('fetch failed');
    },
  };
}
