import { readFileSync } from 'node:fs';
import { root } from '../../scripts/workspace.mjs';

const saved = (path) => readFileSync(`${root}/operations/${path}.graphql`, 'utf8');

/** What is asked, with variables of its own each time, so that no gateway can share one answer among requests at the same time. */
export const operations = {
  'home feed, 20': { query: saved('feed/HomeFeed'), variables: (turn) => ({ first: 20, after: `c${turn}` }) },
  'home feed, 50': { query: saved('feed/HomeFeed'), variables: (turn) => ({ first: 50, after: `c${turn}` }) },
  'post page': { query: saved('post/Post'), variables: (turn) => ({ id: `pst_${turn}`, firstComments: 20 }) },
  'small query': { query: 'query Small($id: ID!) { post(id: $id) { id text likeCount } }', variables: (turn) => ({ id: `pst_${turn}` }) },
};
