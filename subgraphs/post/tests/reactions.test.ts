import fc from 'fast-check';
import { createComment } from '../src/domain/create-comment';
import { createPost } from '../src/domain/create-post';
import { reactionKinds } from '../src/domain/reactions/kinds';
import { addReaction, removeReaction } from '../src/domain/reactions/react';
import type { ReactionKind } from '../src/generated/prisma/client';
import { type PostHouse, person, startPostService, value } from './post-service';

let house: PostHouse;
beforeAll(async () => {
  house = await startPostService();
});
afterAll(() => house.stop());

const newPost = async () => value(await createPost(house.deps, person(), { text: 'React' }));
const newComment = async (postId: string) => value(await createComment(house.deps, person(), { postId, text: 'React too' })).comment?.id ?? '';

const state = 'id reactionCount reactionCounts { kind count } viewerReaction viewerCanReact';
const add = `mutation($id: ID!, $kind: ReactionKind! = LIKE) {
  addReaction(subjectId: $id, kind: $kind) { subject { __typename ${state} } userErrors { code field } }
}`;
const remove = `mutation($id: ID!) { removeReaction(subjectId: $id) { subject { ${state} } userErrors { code } } }`;

test('a person has one reaction to a thing: another kind takes its place, and a like is what it is without saying which', async () => {
  const { id, authorId } = await newPost();
  const comment = await newComment(id);
  for (const [subjectId, type] of [
    [id, 'Post'],
    [comment, 'Comment'],
  ] as const) {
    const actor = person();
    const react = async (query: string, kind?: ReactionKind) =>
      Object.values<{ subject: object }>((await house.as(actor).ask(query, { id: subjectId, kind })).data)[0]?.subject;
    const one = (kind: ReactionKind) => ({ reactionCount: 1, reactionCounts: [{ kind, count: 1 }], viewerReaction: kind });
    expect(await react(add)).toEqual({ __typename: type, id: subjectId, viewerCanReact: true, ...one('LIKE') });
    expect(await react(add, 'WOW')).toMatchObject(one('WOW'));
    expect(await react(add, 'WOW')).toMatchObject(one('WOW'));
    expect(await react(remove)).toMatchObject({ reactionCount: 0, reactionCounts: [], viewerReaction: null });
    expect(await react(remove)).toMatchObject({ reactionCount: 0 });
    const told = (await house.told('post.reaction-changed')) as { actorId: string; kind: string; version: number }[];
    expect(told.filter(({ actorId }) => actorId === actor).map(({ kind, version }) => [kind, version])).toEqual([
      ['LIKE', 1],
      ['WOW', 2],
      [null, 3],
    ]);
  }
  const told = await house.told('post.reaction-changed');
  expect(told).toContainEqual(expect.objectContaining({ subjectId: id, subjectAuthorId: authorId, postId: id, commentId: null }));
  expect(told).toContainEqual(expect.objectContaining({ subjectId: comment, postId: id, commentId: comment }));
});

test('taking a like back leaves another reaction as it is', async () => {
  const { id } = await newPost();
  const actor = person();
  value(await addReaction(house.deps, actor, id, 'SAD'));
  const { data } = await house
    .as(actor)
    .ask('mutation($id: ID!) { unlikePost(id: $id) { post { viewerReaction viewerHasLiked reactionCount } } }', { id });
  expect(data.unlikePost.post).toEqual({ viewerReaction: 'SAD', viewerHasLiked: false, reactionCount: 1 });
});

test('reactions are listed latest first with their kind, of one kind where asked, page by page', async () => {
  const { id } = await newPost();
  const people: [string, ReactionKind][] = [
    [person(), 'LIKE'],
    [person(), 'LOVE'],
    [person(), 'LIKE'],
    [person(), 'LOVE'],
    [person(), 'LIKE'],
  ];
  for (const [actor, kind] of people) value(await addReaction(house.deps, actor, id, kind));
  const listed = async (kind: ReactionKind | null) => {
    const seen: { kind: string; node: { id: string } }[] = [];
    let after: string | null = null;
    for (let more = true; more; ) {
      const { data } = await house.anonymous.ask(
        `query($id: ID!, $kind: ReactionKind, $after: String) {
          post(id: $id) { reactions(kind: $kind, first: 2, after: $after) { edges { kind node { id } } totalCount pageInfo { hasNextPage endCursor } } }
        }`,
        { id, kind, after },
      );
      const { edges, pageInfo, totalCount } = data.post.reactions;
      expect(totalCount).toBe(people.filter(([, given]) => !kind || given === kind).length);
      seen.push(...edges);
      after = pageInfo.endCursor;
      more = pageInfo.hasNextPage;
    }
    return seen.map(({ kind: given, node }) => [node.id, given]).sort();
  };
  expect(await listed(null)).toEqual([...people].sort());
  expect(await listed('LOVE')).toEqual(people.filter(([, kind]) => kind === 'LOVE').sort());
});

test('what cannot be seen cannot be reacted to', async () => {
  const hidden = value(await createPost(house.deps, person(), { text: 'Mine', visibility: 'ONLY_ME' }));
  for (const id of [hidden.id, 'pst_01jx0000000000000000000000', 'cmt_01jx0000000000000000000000', person(), '']) {
    const { data, errors } = await house.as(person()).ask(add, { id });
    expect(errors).toBeUndefined();
    expect(data.addReaction).toEqual({ subject: null, userErrors: [{ code: 'SUBJECT_NOT_FOUND', field: ['subjectId'] }] });
  }
});

test('whatever people do at once, stored counters are what can be counted, of each kind and of all', async () => {
  const { id } = await newPost();
  const subjects = [id, await newComment(id), await newComment(id)];
  const people = Array.from({ length: 4 }, person);
  const action = fc.record({ who: fc.nat(3), what: fc.nat(2), kind: fc.option(fc.constantFrom(...reactionKinds)) });
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 24 }), async (actions) => {
      await Promise.all(
        actions.map(({ who, what, kind }) => {
          const [actor, subject] = [people[who] ?? '', subjects[what] ?? ''];
          return kind ? addReaction(house.deps, actor, subject, kind) : removeReaction(house.deps, actor, subject);
        }),
      );
      for (const subject of subjects) {
        const query =
          'query($id: ID!) { _entities(representations: [{ __typename: "%", id: $id }]) { ... on Reactable { reactionCount reactionCounts { kind count } } } }';
        const { data } = await house.anonymous.ask(query.replace('%', subject === id ? 'Post' : 'Comment'), { id: subject });
        const stored = await house.deps.db.reaction.groupBy({ by: ['kind'], where: { subjectId: subject, kind: { not: null } }, _count: true });
        const counted = stored.map(({ kind, _count: count }) => ({ kind, count }));
        const [{ reactionCount, reactionCounts }] = data._entities;
        expect(reactionCounts).toEqual(expect.arrayContaining(counted));
        expect(reactionCounts).toHaveLength(counted.length);
        expect(reactionCount).toBe(counted.reduce((sum, { count }) => sum + count, 0));
      }
    }),
    { numRuns: 8 },
  );
});
