import homeFeeds from '@ejazz/feed/domain/home-feed';
import { median } from '../measure.mjs';
import { withFeed } from './service.mjs';

const networks = [10_000, 100_000, 1_000_000];
const followings = [10, 500, 5_000];
const authors = 5_000;
const pageSize = 20;
const reads = 200;

/** Pages 1 and 50 of readers who follow few and many, in networks with few and many posts. */
export const answer = (tell) =>
  withFeed(async ({ deps, sql }) => {
    const times = new Map();
    let written = 0;
    for (const posts of networks) {
      // Authors take turns, and so does who is followed: everybody's posts are spread over the whole time.
      await sql(
        `INSERT INTO post_ref (post_id, author_id, visibility, version)
         SELECT 'pst_' || lpad(n::text, 12, '0'), 'author_' || (n::bigint * 7919 % ${authors}), 'PUBLIC', 1 FROM generate_series($1::int, $2::int) AS n`,
        written,
        posts - 1,
      );
      for (const following of followings) {
        if (written === 0) {
          const step = authors / following;
          await sql(
            `INSERT INTO follow SELECT 'reader_' || $1, 'author_' || (n * $2::int), true, 1 FROM generate_series(0, $1::int - 1) AS n`,
            following,
            step,
          );
        }
        await sql(
          `INSERT INTO feed_entry (reader_id, post_id, author_id, place)
           SELECT f.follower_id, p.post_id, p.author_id, p.post_id FROM follow f JOIN post_ref p ON p.author_id = f.followee_id
           WHERE f.follower_id = 'reader_' || $1 AND p.post_id >= 'pst_' || lpad($2::text, 12, '0')`,
          following,
          written,
        );
      }
      written = posts;
      await sql('VACUUM ANALYZE');
      for (const following of followings) {
        for (const page of [1, 50]) {
          const time = await pageTime(deps, `reader_${following}`, page);
          if (time === undefined) continue;
          times.set(`${posts} ${following} ${page}`, time);
          tell(`page ${page}, ${following} followed, ${posts} posts`, `p50 ${time.toFixed(2)} ms, 1 statement`);
        }
      }
    }
    for (const page of [1, 50]) {
      const all = [...times].filter(([name]) => name.endsWith(` ${page}`)).map(([, time]) => time);
      tell(`page ${page}: the slowest of them : the fastest`, (Math.max(...all) / Math.min(...all)).toFixed(2));
    }
  });

/** Median milliseconds of one page; undefined where the feed does not go so far. */
async function pageTime(deps, reader, page) {
  let after;
  for (let walked = 1; walked < page; walked += 1) {
    const { rows, asOf } = await homeFeeds.homeFeed(deps, reader, { first: pageSize, after });
    if (rows.length <= pageSize) return undefined;
    after = Buffer.from(JSON.stringify(homeFeeds.homeFeedKeyset(reader, asOf, rows[pageSize - 1]))).toString('base64url');
  }
  const times = [];
  for (let read = 0; read < reads; read += 1) {
    const begun = performance.now();
    await homeFeeds.homeFeed(deps, reader, { first: pageSize, after });
    times.push(performance.now() - begun);
  }
  return median(times);
}
