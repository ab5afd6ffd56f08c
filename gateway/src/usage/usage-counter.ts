import type { Clock } from '@ejazz/platform/clock/clock';
import { boundedLabel } from '../metrics/bounded-label';
import type { RecordedUsage } from './usage-file';

export interface ClientVersion {
  readonly name: string;
  readonly version: string;
}

export interface UsageCounter {
  /** Counts one operation; the same operation is best given by the same array, which is then one number to count up. */
  count(client: ClientVersion, places: readonly string[]): void;
  /** What was counted since the last time this was asked. */
  take(): RecordedUsage;
}

/** Clients that are told apart; who comes later is `other`. */
const mostClients = 200;
/** Operations held by themselves before they are added up. */
const mostOperations = 1_000;

interface Counted {
  readonly name: string;
  readonly version: string;
  readonly operations: Map<readonly string[], number>;
  readonly totals: Map<string, number>;
}

export function createUsageCounter(clock: Clock): UsageCounter {
  const bounded = boundedLabel(mostClients);
  let since = clock.now();
  let clients = new Map<string, Counted>();
  const clientOf = ({ name, version }: ClientVersion): Counted => {
    const key = bounded(JSON.stringify([name, version]));
    const own = key === 'other' ? { name: 'other', version: '-' } : { name, version };
    const client = clients.get(key) ?? { ...own, operations: new Map(), totals: new Map() };
    clients.set(key, client);
    return client;
  };
  return {
    count(who, places) {
      const client = clientOf(who);
      client.operations.set(places, (client.operations.get(places) ?? 0) + 1);
      if (client.operations.size > mostOperations) addUp(client);
    },
    take() {
      const [taken, from, lastSeen] = [clients, since, dayOf(clock.now())];
      clients = new Map();
      since = clock.now();
      return {
        version: 1,
        since: from.toISOString(),
        clients: [...taken.values()].map((client) => {
          addUp(client);
          const fields = Object.fromEntries([...client.totals].map(([place, count]) => [place, { count, lastSeen }]));
          return { name: client.name, version: client.version, fields };
        }),
      };
    },
  };
}

function addUp({ operations, totals }: Counted): void {
  for (const [places, count] of operations) for (const place of places) totals.set(place, (totals.get(place) ?? 0) + count);
  operations.clear();
}

/** The day alone: more would tell of people's habits. */
const dayOf = (time: Date) => `${time.toISOString().slice(0, 10)}T00:00:00.000Z`;
