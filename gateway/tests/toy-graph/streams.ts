import type { Operation } from './clients';

export const sse = 'text/event-stream';
export const multipart = 'multipart/mixed;boundary="graphql";subscriptionSpec="1.0",application/json';

export interface Stream {
  readonly status: number;
  readonly contentType: string;
  /** The next chunk of the protocol as it stands, without heartbeats; undefined at the end. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read what they have asked for.
  next(): Promise<any>;
  leave(): void;
}

/** An operation whose answer is read as it comes: `{ next }` and `'complete'` of SSE, the parts of multipart. */
export async function openStream(url: string, accept: string, operation: Operation, headers: Record<string, string> = {}): Promise<Stream> {
  const leaving = new AbortController();
  const response = await fetch(url, {
    method: 'POST',
    headers: { accept, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(operation),
    signal: leaving.signal,
  });
  const parts = (accept === sse ? sseEvents : multipartParts)(chunks(response));
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    next: async () => (await parts.next()).value,
    leave: () => leaving.abort(),
  };
}

async function* chunks(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) yield decoder.decode(chunk as Uint8Array, { stream: true });
}

async function* pieces(text: AsyncIterable<string>, boundary: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of text) {
    const found = (rest + chunk).split(boundary);
    rest = found.pop() ?? '';
    yield* found;
  }
  if (rest) yield rest;
}

async function* sseEvents(text: AsyncIterable<string>) {
  for await (const event of pieces(text, '\n\n')) {
    const lines = event.split('\n');
    const field = (name: string) =>
      lines
        .find((line) => line.startsWith(`${name}:`))
        ?.slice(name.length + 1)
        .trim();
    const notice = field('');
    if (field('event') === 'complete') yield 'complete';
    else if (field('event') === 'next') yield JSON.parse(field('data') ?? '');
    else if (notice) yield { notice: JSON.parse(notice) };
    else if (!event.startsWith(':')) yield JSON.parse(event);
  }
}

async function* multipartParts(text: AsyncIterable<string>) {
  for await (const piece of pieces(text, '\r\n--graphql')) {
    if (piece.startsWith('--')) yield 'complete';
    else if (piece.startsWith('{')) yield JSON.parse(piece);
    const body = piece.split('\r\n\r\n')[1];
    if (body && body !== '{}') yield JSON.parse(body);
  }
}
