import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';

export interface Post {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly signal: AbortSignal;
}

export interface Posted {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Sends a body and reads the answer whole, without the stream that `request` makes of each answer. */
export function post(dispatcher: Dispatcher, { path, headers, body, signal }: Post): Promise<Posted> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    let controller: Dispatcher.DispatchController | undefined;
    let head: Pick<Posted, 'status' | 'headers'> = { status: 0, headers: {} };
    const chunks: Buffer[] = [];
    const leave = () => {
      // While it waits for a connection there is nothing to abort: it will not be sent.
      controller?.abort(signal.reason);
      reject(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
    dispatcher.dispatch(
      { path, method: 'POST', headers, body },
      {
        onRequestStart(started) {
          controller = started;
          if (signal.aborted) started.abort(signal.reason);
        },
        onResponseStart(_, status, received) {
          head = { status, headers: received };
        },
        onResponseData(_, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          signal.removeEventListener('abort', leave);
          resolve({ ...head, text: textOf(chunks) });
        },
        onResponseError(_, error) {
          signal.removeEventListener('abort', leave);
          reject(error);
        },
      },
    );
  });
}

const textOf = (chunks: readonly Buffer[]): string => (chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)).toString();
