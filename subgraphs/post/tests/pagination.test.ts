import fc from 'fast-check';
import { createPost } from '../src/domain/create-post';
import { deletePost } from '../src/domain/delete-post';
import type { Post, PostVisibility } from '../src/generated/prisma/client';
import { type PostHouse, person, startPostService, value } from './post-service';

// Time stands still for several posts in a row, so that many share a millisecond.
let moment = 0;
const clock = { now: () => new Date(Date.UTC(2026, 0, 1) + moment) };

let house: PostHouse;
beforeAll(async () => {
  house = await startPostService({ clock });
});
afterAll(() => house.stop());

type Step =
  | { readonly do: 'create'; readonly visibility: PostVisibility }
  | { readonly do: 'delete'; readonly which: number }
  | { readonly do: 'follow'; readonly active: boolean }
  | { readonly do: 'tick' }
  | { readonly do: 'read' };

const visibility = fc.constantFrom<PostVisibility>('PUBLIC', 'FOLLOWERS', 'FRIENDS', 'ONLY_ME');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('create' as const), visibility }),
  fc.record({ do: fc.constant('delete' as const), which: fc.nat() }),
  fc.record({ do: fc.constant('follow' as const), active: fc.boolean() }),
  fc.constant({ do: 'tick' as const }),
  { weight: 3, arbitrary: fc.constant({ do: 'read' as const }) },
);

/** One author, one reader, and what of it the reader may see: the rule told a second time, in the simplest words. */
class World {
  readonly author = person();
  readonly reader: string | undefined;
  readonly alive: Post[] = [];
  following = false;

  constructor(who: 'author' | 'other' | 'anonymous') {
    this.reader = who === 'author' ? this.author : who === 'other' ? person() : undefined;
  }

  visible(): string[] {
    const may = (post: Post) =>
      this.reader === this.author || post.visibility === 'PUBLIC' || (post.visibility === 'FOLLOWERS' && this.reader !== undefined && this.following);
    return this.alive.filter(may).map(({ id }) => id);
  }

  async create(chosen: PostVisibility): Promise<void> {
    this.alive.push(value(await createPost(house.deps, this.author, { text: 'Hello', visibility: chosen })));
  }

  async apply(change: Exclude<Step, { do: 'read' }>): Promise<void> {
    if (change.do === 'create') await this.create(change.visibility);
    if (change.do === 'tick') moment += 1;
    if (change.do === 'delete' && this.alive.length > 0) {
      const [post] = this.alive.splice(change.which % this.alive.length, 1);
      if (post) value(await deletePost(house.deps, this.author, post.id));
    }
    if (change.do === 'follow' && this.reader !== undefined && this.reader !== this.author) {
      this.following = change.active;
      await house.follow(this.reader, this.author, change.active);
    }
  }
}

const query = `query($id: ID!, $first: Int!, $after: String) {
  _entities(representations: [{ __typename: "User", id: $id }]) {
    ... on User { posts(first: $first, after: $after) { nodes { id } totalCount pageInfo { hasNextPage endCursor } } }
  }
}`;

test('however posts come, go and change who may see them during a walk, none is skipped, repeated or forbidden, and pages are full', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('author' as const, 'other' as const, 'anonymous' as const),
      fc.array(fc.tuple(visibility, fc.boolean()), { maxLength: 12 }),
      fc.integer({ min: 1, max: 4 }),
      fc.array(step, { maxLength: 20 }),
      async (who, initial, first, steps) => {
        const world = new World(who);
        for (const [chosen, tick] of initial) {
          await world.create(chosen);
          if (tick) moment += 1;
        }
        const walked: string[] = [];
        let unbroken: Set<string> | undefined;
        let after: string | null = null;
        let ended = false;
        const read = async () => {
          const { data } = await house.as(world.reader).ask(query, { id: world.author, first, after });
          const { nodes, pageInfo, totalCount } = data._entities[0].posts;
          const ids: string[] = nodes.map((node: { id: string }) => node.id);
          const visible = world.visible();
          unbroken ??= new Set(visible);
          for (const id of ids) expect(visible).toContain(id);
          expect(totalCount).toBe(visible.length);
          if (pageInfo.hasNextPage) expect(ids).toHaveLength(first);
          walked.push(...ids);
          after = pageInfo.endCursor ?? after;
          ended = !pageInfo.hasNextPage;
        };
        for (const next of [...steps, ...Array.from({ length: 40 }, () => ({ do: 'read' as const }))]) {
          if (ended) break;
          if (next.do === 'read') await read();
          else await world.apply(next);
          // What was hidden for a while may rightly be missing.
          const visible = new Set(world.visible());
          unbroken = unbroken && new Set([...unbroken].filter((id) => visible.has(id)));
        }
        expect(ended).toBe(true);
        expect(new Set(walked).size).toBe(walked.length);
        expect([...(unbroken ?? [])].filter((id) => !walked.includes(id))).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);
