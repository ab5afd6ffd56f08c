import type { ServerResponse } from 'node:http';
import type { FormattedExecutionResult } from 'graphql';
import type { StreamFormat } from './stream-format';

/**
 * Writes results as they come, one only when the last has left: what a slow client does not take waits in its queue, which is
 * bounded. Resolves when the stream has ended, by whichever side.
 */
export async function writeStream(
  response: ServerResponse,
  format: StreamFormat,
  events: AsyncGenerator<FormattedExecutionResult, void, void>,
  gone: AbortSignal,
): Promise<void> {
  const leave = () => void events.return();
  if (gone.aborted) return leave();
  gone.addEventListener('abort', leave, { once: true });
  // Proxies that would gather a stream before they pass it on are told not to.
  response.writeHead(200, { 'content-type': format.contentType, 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' });
  response.write(format.opening);
  const beating = setInterval(() => {
    if (!response.writableEnded && !response.writableNeedDrain) response.write(format.heartbeat);
  }, format.heartbeatMs).unref();
  try {
    for await (const result of events) {
      if (response.writableEnded) return;
      if (!response.write(format.next(result))) await drained(response);
    }
    if (!response.writableEnded) response.end(format.complete);
  } finally {
    clearInterval(beating);
  }
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      response.off('drain', go);
      response.off('close', go);
      resolve();
    };
    response.once('drain', go);
    response.once('close', go);
  });
}
