import { buildSchema } from 'graphql';
import { findInSchema } from './find';

const schema = buildSchema(`
  type Query { post: Post, repost: Int, user: User }
  type Post { text: String }
  type User { posts: [Post], lastPost: Post }
  input CreatePostInput { text: String }
`);

it('finds types and fields by a part of their name, first what begins with it, types before fields', () => {
  expect(findInSchema(schema, ' POST ')).toEqual([
    { type: 'Post' },
    { type: 'Query', field: 'post' },
    { type: 'User', field: 'posts' },
    { type: 'CreatePostInput' },
    { type: 'Query', field: 'repost' },
    { type: 'User', field: 'lastPost' },
  ]);
});

it('finds nothing for nothing, nor what GraphQL itself brings', () => {
  expect(findInSchema(schema, ' ')).toEqual([]);
  expect(findInSchema(schema, '__')).toEqual([]);
  expect(findInSchema(schema, 'String')).toEqual([]);
});
