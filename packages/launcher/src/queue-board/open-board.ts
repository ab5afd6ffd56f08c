import { dirname } from 'node:path';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { HonoAdapter } from '@bull-board/hono';
import { createEngine } from '@ejazz/platform/bus/create-engine';
import type { BusAddress, EngineOptions } from '@ejazz/platform/bus/engine';
import type { RequestHandler } from '@ejazz/platform/http/http-server';
import { getRequestListener } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Queue } from 'bullmq';
import { Hono } from 'hono';
import { queuesOn } from './queues';

export interface Board {
  readonly answer: (...of: [request: Parameters<RequestHandler>[0], response: Parameters<RequestHandler>[1]]) => Promise<void>;
  close(): Promise<void>;
}

const outsideFonts = /<link[^>]+fonts\.googleapis\.com[^>]*>/g;
const policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

export async function openBoard(address: EngineOptions & BusAddress, path: string): Promise<Board> {
  const engine = createEngine(address);
  await engine.start();
  const queues = queuesOn(engine);
  const adapter = new HonoAdapter(serveStatic);
  adapter.setBasePath(path);
  createBullBoard({
    // Its types know queues on Redis alone; what it calls is the same on PostgreSQL.
    queues: queues.map((queue) => new BullMQAdapter(queue as Queue)),
    serverAdapter: adapter,
    options: { uiBasePath: dirname(require.resolve('@bull-board/ui/package.json')), uiConfig: { boardTitle: 'Ejazz queues' } },
  });
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    context.header('content-security-policy', policy);
    if (!context.res.headers.get('content-type')?.startsWith('text/html')) return;
    const page = (await context.res.text()).replace(outsideFonts, '');
    context.res = new Response(page, { status: context.res.status, headers: context.res.headers });
  });
  app.route(path, adapter.registerPlugin());
  const listener = getRequestListener(app.fetch);
  return {
    answer: async (request, response) => void (await listener(request, response)),
    async close() {
      await Promise.all(queues.map((queue) => queue.close()));
      await engine.stop();
    },
  };
}
