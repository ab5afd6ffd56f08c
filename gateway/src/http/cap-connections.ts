import type { Socket } from 'node:net';

export interface ConnectionCaps {
  /** Open connections in all. */
  readonly total: number;
  /** Open connections from one address; proxies of ours are not counted. */
  readonly perAddress: number;
  readonly exempt: (address: string) => boolean;
}

/** Lets a connection in while there is room; what is too many is cut before a byte of it is read. */
export function capConnections({ total, perAddress, exempt }: ConnectionCaps) {
  const byAddress = new Map<string, number>();
  let open = 0;
  return (socket: Socket): void => {
    const address = socket.remoteAddress ?? '';
    const held = byAddress.get(address) ?? 0;
    if (open >= total || (held >= perAddress && !exempt(address))) {
      socket.destroy();
      return;
    }
    open += 1;
    byAddress.set(address, held + 1);
    socket.once('close', () => {
      open -= 1;
      const left = (byAddress.get(address) ?? 1) - 1;
      if (left === 0) byAddress.delete(address);
      else byAddress.set(address, left);
    });
  };
}
