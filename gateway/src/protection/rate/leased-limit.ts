import type { RateLimit, Verdict } from '@ejazz/platform/rate-limit/rate-limit';
import { LRUCache } from 'lru-cache';

/** A limit that is asked for some points ahead, so that most requests need ask nobody. */
export interface LeasedLimit extends Pick<RateLimit, 'consume'> {
  /** Gives points back that were not needed after all. */
  giveBack(key: string, points: number): void;
  /** What is left, as far as is known here, without taking any. */
  peek(key: string): Verdict | undefined;
}

interface Lease {
  /** Points taken from the shared limit and not used yet. */
  left: number;
  /** Points that the shared limit had left then. */
  beyond: number;
  resetAt: Date;
  spent: boolean;
  asking: Promise<void> | undefined;
}

const remembered = 50_000;
/** Leases that make up a window: so much of it may lie unused with a process that is asked no more. */
const leasesPerWindow = 20;

export function createLeasedLimit(shared: Pick<RateLimit, 'consume'>, points: number): LeasedLimit {
  const leases = new LRUCache<string, Lease>({ max: remembered });
  const block = Math.max(1, Math.floor(points / leasesPerWindow));

  const current = (key: string): Lease => {
    const known = leases.get(key);
    if (known?.asking || (known && known.resetAt.getTime() > Date.now())) return known;
    const lease: Lease = { left: 0, beyond: 0, resetAt: new Date(0), spent: false, asking: undefined };
    leases.set(key, lease);
    return lease;
  };
  const extend = (key: string, lease: Lease, wanted: number): Promise<void> => {
    const asked = Math.max(block, wanted);
    lease.asking ??= shared
      .consume(key, asked)
      .then(({ allowed, remaining, resetAt }) => {
        lease.left += allowed ? asked : 0;
        lease.beyond = remaining;
        lease.spent = !allowed;
        lease.resetAt = resetAt;
      })
      .finally(() => {
        lease.asking = undefined;
      });
    return lease.asking;
  };
  const verdict = (allowed: boolean, { left, beyond, resetAt }: Lease): Verdict => ({ allowed, remaining: left + beyond, resetAt });

  return {
    async consume(key, wanted = 1) {
      for (;;) {
        const lease = current(key);
        if (lease.asking) {
          await lease.asking;
          continue;
        }
        if (lease.left >= wanted) {
          lease.left -= wanted;
          return verdict(true, lease);
        }
        if (lease.spent) return verdict(false, lease);
        await extend(key, lease, wanted - lease.left);
      }
    },
    giveBack(key, unused) {
      const lease = leases.get(key);
      if (lease && lease.resetAt.getTime() > Date.now()) lease.left += unused;
    },
    peek(key) {
      const lease = leases.get(key);
      return lease && lease.resetAt.getTime() > Date.now() ? verdict(lease.left > 0 || !lease.spent, lease) : undefined;
    },
  };
}
