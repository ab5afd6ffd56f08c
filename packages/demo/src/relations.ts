import type { DemoPerson } from './people';

interface Pair {
  /** Who did it. */
  readonly actorId: string;
  readonly otherId: string;
}

/** What there is between people besides follows. */
export interface DemoRelations {
  /** People whose accounts are private. */
  readonly privateIds: readonly string[];
  /** The actor has asked to follow, and waits. */
  readonly followRequests: readonly Pair[];
  /** The actor asked, and the other has accepted. */
  readonly friends: readonly Pair[];
  /** The actor has asked, and waits. */
  readonly friendRequests: readonly Pair[];
  readonly blocks: readonly Pair[];
  readonly mutes: readonly Pair[];
}

/** A few of each: the second of the named meets what is to be answered, the third what there is already. */
export function makeRelations(people: readonly DemoPerson[]): DemoRelations {
  const id = (position: number) => people[position]?.id ?? '';
  const pair = (actor: number, other: number): Pair => ({ actorId: id(actor), otherId: id(other) });
  const there = ({ actorId, otherId }: Pair) => actorId !== '' && otherId !== '';
  return {
    privateIds: [id(2), id(7), id(11)].filter((one) => one !== ''),
    followRequests: [pair(9, 2), pair(1, 7), pair(12, 7)].filter(there),
    friends: [pair(0, 2), pair(2, 5), pair(5, 8), pair(8, 11), pair(6, 9)].filter(there),
    friendRequests: [pair(13, 2), pair(14, 1)].filter(there),
    blocks: [pair(2, 15), pair(16, 17)].filter(there),
    mutes: [pair(2, 4), pair(10, 3)].filter(there),
  };
}
