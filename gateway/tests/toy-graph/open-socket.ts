import { WebSocket } from 'ws';

interface Message {
  readonly type: string;
  readonly payload?: Record<string, unknown>;
}

/** A websocket below any client, with who it is said and accepted: what is sent and what comes, message by message. */
export async function openSocket(url: string, params: Record<string, unknown> = {}) {
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
  const messages: Message[] = [];
  const waiting: (() => void)[] = [];
  socket.on('message', (data) => {
    messages.push(JSON.parse(String(data)));
    for (const go of waiting.splice(0)) go();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
  );
  await new Promise((resolve) => socket.once('open', resolve));
  const send = (message: object) => socket.send(JSON.stringify(message));
  const next = async (type: string) => {
    for (;;) {
      const index = messages.findIndex((message) => message.type === type);
      if (index >= 0) return messages.splice(index, 1)[0];
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  send({ type: 'connection_init', payload: params });
  await next('connection_ack');
  return { send, next, closed, socket };
}
