import type { DemoPerson } from './people';
import type { Random } from './random';

export interface DemoFollow {
  readonly followerId: string;
  readonly followeeId: string;
  readonly at: Date;
}

const day = 86_400_000;

/** Everybody follows some of the famous and a few others; the three named people follow each other. */
export function makeFollows(people: readonly DemoPerson[], now: Date, random: Random): DemoFollow[] {
  const from = now.getTime() - 55 * day;
  return people.flatMap((follower, position) =>
    people
      .filter((followee, other) => followee !== follower && (bothNamed(position, other) || random.chance(Math.min(0.7, 0.06 + followee.fame))))
      .map((followee) => ({ followerId: follower.id, followeeId: followee.id, at: new Date(from + random.between(0, 20 * day)) })),
  );
}

const bothNamed = (a: number, b: number) => a < 3 && b < 3;
