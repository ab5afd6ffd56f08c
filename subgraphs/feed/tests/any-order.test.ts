import type { Received } from '@ejazz/platform/events/received';
import { newId } from '@ejazz/platform/ids/id';
import fc from 'fast-check';
import type { PostVisibility } from '../src/generated/prisma/client';
import { deletes, type FeedHouse, follows, person, publishes, startFeedService } from './feed-service';

let house: FeedHouse;
beforeAll(async () => {
  house = await startFeedService();
});
afterAll(() => house.stop());

const people = 3;

/** What was told so far, and what follows from it. */
class Known {
  readonly posts = new Map<string, { author: string; visibility: PostVisibility; version: number }>();
  readonly gone = new Set<string>();
  readonly following = new Map<string, { active: boolean; version: number }>();

  tell(fact: Fact): void {
    if (fact.kind === 'delete') this.gone.add(fact.post);
    if (fact.kind === 'publish' && (this.posts.get(fact.post)?.version ?? 0) < fact.version) this.posts.set(fact.post, fact);
    if (fact.kind === 'follow') {
      const key = `${fact.reader} ${fact.author}`;
      if ((this.following.get(key)?.version ?? 0) < fact.version) this.following.set(key, fact);
    }
  }

  /** Latest first. */
  feedOf(reader: string): string[] {
    const visible = [...this.posts].filter(
      ([id, { author, visibility }]) =>
        !this.gone.has(id) &&
        (author === reader || (visibility !== 'ONLY_ME' && visibility !== 'FRIENDS' && this.following.get(`${reader} ${author}`)?.active === true)),
    );
    return visible
      .map(([id]) => id)
      .sort()
      .reverse();
  }
}

type Fact = { readonly event: () => Received } & (
  | { readonly kind: 'publish'; readonly post: string; readonly author: string; readonly visibility: PostVisibility; readonly version: number }
  | { readonly kind: 'delete'; readonly post: string }
  | { readonly kind: 'follow'; readonly reader: string; readonly author: string; readonly active: boolean; readonly version: number }
);

interface Deed {
  readonly kind: 'publish' | 'republish' | 'delete' | 'follow';
  readonly actor: number;
  readonly target: number;
  readonly visibility: PostVisibility;
}

const deeds = fc.array(
  fc.record<Deed>({
    kind: fc.oneof(
      { weight: 5, arbitrary: fc.constant('publish') },
      { weight: 4, arbitrary: fc.constant('follow') },
      { weight: 1, arbitrary: fc.constant('republish') },
      { weight: 1, arbitrary: fc.constant('delete') },
    ),
    actor: fc.nat(people - 1),
    target: fc.nat(11),
    visibility: fc.constantFrom('PUBLIC', 'PUBLIC', 'FOLLOWERS', 'FRIENDS', 'ONLY_ME'),
  }),
  { minLength: 1, maxLength: 30, size: 'max' },
);

/** The facts of a history, in their order, each under its version. */
function play(history: readonly Deed[], who: readonly string[]): Fact[] {
  const posts: { post: string; author: string; version: number }[] = [];
  const follow = new Map<string, { active: boolean; version: number }>();
  return history.flatMap(({ kind, actor, target, visibility }): Fact[] => {
    const me = who[actor] as string;
    if (kind === 'publish') posts.push({ post: newId('pst'), author: me, version: 0 });
    const chosen = kind === 'publish' ? posts.at(-1) : posts[target % Math.max(posts.length, 1)];
    if (kind === 'follow') {
      const author = who[(actor + 1 + (target % (people - 1))) % people] as string;
      const before = follow.get(`${me} ${author}`) ?? { active: false, version: 0 };
      const now = { active: !before.active, version: before.version + 1 };
      follow.set(`${me} ${author}`, now);
      return [{ kind: 'follow', reader: me, author, ...now, event: () => follows(me, author, now.version, now.active) }];
    }
    if (!chosen) return [];
    const { post, author } = chosen;
    if (kind === 'delete') return [{ kind: 'delete', post, event: () => deletes(author, post) }];
    chosen.version += 1;
    const { version } = chosen;
    return [{ kind: 'publish', post, author, visibility, version, event: () => publishes(author, post, visibility, version) }];
  });
}

/** One reader paging on and on; what they must be shown is what they could have been shown all the time since the first page. */
class Walk {
  private readonly seen: string[] = [];
  private throughout: Set<string> | undefined;
  private after: string | undefined;

  constructor(
    private readonly reader: string,
    private readonly size: number,
  ) {}

  told(known: Known): void {
    const now = new Set(known.feedOf(this.reader));
    for (const id of this.throughout ?? []) if (!now.has(id)) this.throughout?.delete(id);
  }

  /** Reads a page; after the last the next walk begins. */
  async step(known: Known): Promise<void> {
    const now = known.feedOf(this.reader);
    this.throughout ??= new Set(now);
    const { ids, next } = await house.page(this.reader, this.size, this.after);
    expect(now).toEqual(expect.arrayContaining(ids));
    if (next) expect(ids).toHaveLength(this.size);
    this.seen.push(...ids);
    this.after = next;
    if (next) return;
    expect(this.seen).toEqual([...new Set(this.seen)].sort().reverse());
    expect(this.seen).toEqual(expect.arrayContaining([...this.throughout]));
    this.seen.length = 0;
    this.throughout = undefined;
  }
}

const numbers = (max: number) => fc.array(fc.nat(max), { minLength: 40, maxLength: 40 });

test('in whatever order events come and however often: nothing forbidden, nothing twice, nothing left out, and the end is right', async () => {
  await fc.assert(
    fc.asyncProperty(
      deeds,
      numbers(1_000),
      numbers(3),
      numbers(2),
      fc.array(fc.nat(), { maxLength: 6, size: 'max' }),
      async (history, order, batches, pages, again) => {
        const who = Array.from({ length: people }, person);
        const facts = play(history, who);
        const shuffled = facts.map((fact, index) => ({ fact, place: index * 40 + (order[index] ?? 0) })).sort((a, b) => a.place - b.place);
        const waiting = [
          ...shuffled.map(({ fact }) => fact),
          ...again.flatMap((index) => facts.slice(index % Math.max(facts.length, 1)).slice(0, 1)),
        ];
        const known = new Known();
        const walks = who.map((reader, index) => new Walk(reader, index + 1));
        for (let round = 0; waiting.length > 0; round += 1) {
          const batch = waiting.splice(0, 1 + (batches[round] ?? 0));
          await house.tell(...batch.map(({ event }) => event()));
          for (const fact of batch) known.tell(fact);
          for (const walk of walks) walk.told(known);
          for (let page = 0; page < (pages[round] ?? 0); page += 1) for (const walk of walks) await walk.step(known);
        }
        for (const reader of who) expect((await house.page(reader, 100)).ids).toEqual(known.feedOf(reader));
        const left = await house.deps.db.feedEntry.count({ where: { readerId: { in: who }, postId: { in: [...known.gone] } } });
        expect(left).toBe(0);
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);
