import { type ProcessName, processes, processNames } from '@ejazz/launcher/processes/processes';
import { busConnections } from '@ejazz/platform/bus/connection-budget';
import type { Variables } from './watched-process';

/** PostgreSQL connections that one process holds at most: to its own database, and to the bus unless that is Redis. */
export function connectionsOf(name: ProcessName, settings: Variables = {}): { readonly own: number; readonly bus: number } {
  const own = Number(processes[name].settings.DATABASE_POOL?.type.parse(settings.DATABASE_POOL) ?? 0);
  if (settings.REDIS_URL) return { own, bus: 0 };
  const { pool, smallPool, hints } = busConnections.postgres;
  return { own, bus: (name === 'gateway' ? smallPool : pool) + hints };
}

/** The same of the gateway and so many of each subgraph together. */
export const connectionsOfAll = (copies: number, settings: Variables = {}): number =>
  processNames
    .map((name) => {
      const { own, bus } = connectionsOf(name, settings);
      return (own + bus) * (name === 'gateway' ? 1 : copies);
    })
    .reduce((sum, connections) => sum + connections);
