import { EventEmitter } from 'node:events';
import type { LiveHints } from '@ejazz/gateway/auth/live-hints';

/** A bus within the process. */
export function createHints() {
  const emitter = new EventEmitter().setMaxListeners(0);
  const listen = (name: string, listener: (message: string) => void) => {
    emitter.on(name, listener);
    return () => emitter.off(name, listener);
  };
  return {
    subscribe: (channel: string, listener: (message: string) => void) => listen(channel, listener),
    onResume: (listener: () => void) => listen('resumed', listener),
    publish: async (channel: string, message: string) => void emitter.emit(channel, message),
    resume: () => emitter.emit('resumed'),
  } satisfies LiveHints & Record<string, unknown>;
}
