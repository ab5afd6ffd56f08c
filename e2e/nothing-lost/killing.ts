import { setTimeout as pause } from 'node:timers/promises';
import { createRandom } from '@ejazz/demo/random';
import type { Target } from './target';

export interface Kill {
  /** When so many actions have been acknowledged; the last come when all have, so that only events are on their way. */
  readonly after: number;
  readonly target: Target;
  /** Milliseconds until it is started again. */
  readonly downMs: number;
}

/** When who is killed: everybody once before anybody is again, as far as so many kills go. */
export function planKills(targets: readonly Target[], actions: number, kills: number, seed: number): Kill[] {
  const random = createRandom(seed);
  const shuffled = targets.map((target) => ({ target, place: random.next() })).sort((a, b) => a.place - b.place);
  const chosen = Array.from({ length: kills }, (_, index) => shuffled[index]?.target ?? random.pick(targets));
  return chosen
    .map((target) => ({ target, after: Math.min(actions, random.between(1, Math.ceil(actions * 1.15))), downMs: random.between(0, 800) }))
    .sort((a, b) => a.after - b.after);
}

/**
 * Carries the plan out while somebody acts; several may be down at once. Resolves when all that acting has come to its end and all
 * are up again; rejects as soon as anything has ended by itself or does not come back.
 */
export async function carryOut(
  plan: readonly Kill[],
  targets: readonly Target[],
  crowd: { acknowledged(): number; acting(): boolean },
): Promise<void> {
  const turns = new Map<Target, Promise<void>>();
  const left = [...plan];
  let failure: { readonly reason: unknown } | undefined;
  while (left.length > 0 || crowd.acting()) {
    if (failure) throw failure.reason;
    for (const target of targets) target.checkAlive();
    while (left[0] && left[0].after <= crowd.acknowledged()) {
      const { target, downMs } = left[0];
      left.shift();
      const turn = (turns.get(target) ?? Promise.resolve()).then(async () => {
        await target.kill();
        await pause(downMs);
        await target.start();
      });
      turn.catch((reason: unknown) => {
        failure ??= { reason };
      });
      turns.set(target, turn);
    }
    await pause(20);
  }
  await Promise.all(turns.values());
}
