import homeFeeds from '@ejazz/feed/domain/home-feed';
import publishing from '@ejazz/feed/domain/publish';
import ids from '@ejazz/platform/ids/id';
import { median } from '../measure.mjs';
import { withFeed } from './service.mjs';

const rounds = 5;
const followers = 1_000;
const postsARound = 100;
const crowd = 100_000;

/** Entries a second through the consumer's own code and as a bare multi-row INSERT, in turns; then one post to very many. */
export const answer = (tell) =>
  withFeed(async ({ deps, sql, newPerson }) => {
    const author = newPerson();
    await follow(sql, author, 'reader', followers);
    await sql('CREATE TABLE bare_entry (LIKE feed_entry INCLUDING ALL)');
    const [ours, bare] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      const posts = Array.from({ length: postsARound }, () => ids.newId('pst'));
      ours.push((await seconds(() => publishAll(deps, author, posts))) / (postsARound * (followers + 1)));
      const rows = posts.flatMap((post) => [author, ...readers('reader', followers)].map((reader) => [reader, post]));
      const bareInsert = () =>
        deps.transact(({ tx }) =>
          tx.$executeRawUnsafe(
            'INSERT INTO bare_entry (reader_id, post_id, author_id, place) SELECT reader, post, $3, post FROM unnest($1::text[], $2::text[]) AS row (reader, post)',
            rows.map(([reader]) => reader),
            rows.map(([, post]) => post),
            author,
          ),
        );
      bare.push((await seconds(bareInsert)) / rows.length);
    }
    const rate = (times) => 1 / median(times);
    tell(`entries/s to ${followers} followers, ${postsARound} posts a batch : bare INSERT`, ratio(rate(ours), rate(bare)));

    const star = newPerson();
    await follow(sql, star, 'fan', crowd);
    const post = ids.newId('pst');
    const taken = await seconds(async () => {
      await publishAll(deps, star, [post]);
      const { rows } = await homeFeeds.homeFeed(deps, 'fan_0', { first: 20 });
      if (rows[0]?.postId !== post) throw new Error('The reader does not see it.');
    });
    tell(`one post of an author with ${crowd} followers, until readers see it`, `${(taken * 1_000).toFixed(0)} ms`);
  });

const ratio = (one, other) => `${one.toFixed(0)} : ${other.toFixed(0)} = ${(one / other).toFixed(2)}`;

const readers = (name, count) => Array.from({ length: count }, (_, index) => `${name}_${index}`);

const follow = (sql, author, name, count) =>
  sql(`INSERT INTO follow SELECT $1 || '_' || n, $2, true, 1 FROM generate_series(0, $3::int - 1) AS n`, name, author, count);

const publishAll = (deps, authorId, posts) =>
  deps.transact(({ tx }) =>
    publishing.publish(
      tx,
      posts.map((postId) => ({ postId, authorId, visibility: 'PUBLIC', version: 1 })),
    ),
  );

async function seconds(work) {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1_000;
}
