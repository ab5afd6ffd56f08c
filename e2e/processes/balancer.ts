import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Balancer {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  stop(): Promise<void>;
}

/** Hands connections to several ports in turn, those that say they are ready first; passes over those where nobody listens. */
export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  const open = new Set<Socket>();
  let turn = 0;
  const server = createServer({ pauseOnConnect: true }, (client) => {
    open.add(client);
    client.on('error', () => undefined).on('close', () => open.delete(client));
    turn += 1;
    void readyFirst([...ports.slice(turn % ports.length), ...ports.slice(0, turn % ports.length)]).then((order) => join(client, order));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readyFirst(ports: readonly number[]): Promise<number[]> {
  const ready = await Promise.all(ports.map(isReady));
  return [...ports.filter((_, index) => ready[index]), ...ports.filter((_, index) => !ready[index])];
}

const isReady = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/health/ready`, { headers: { connection: 'close' } }).then(
    ({ status }) => status === 200,
    () => false,
  );

function join(client: Socket, [port, ...others]: readonly number[]): void {
  if (port === undefined) return void client.destroy();
  const upstream = connect(port, '127.0.0.1');
  let joined = false;
  upstream.on('connect', () => {
    joined = true;
    client.pipe(upstream).pipe(client);
    client.on('close', () => upstream.destroy());
  });
  upstream.on('error', () => (joined ? client.destroy() : join(client, others)));
  upstream.on('close', () => joined && client.destroy());
}
