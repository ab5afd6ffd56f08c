import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readUsageFile } from '@ejazz/gateway/usage/usage-file';
import { ann } from './toy-graph/people';
import { startToyGraph } from './toy-graph/toy-graph';

const folder = mkdtempSync(join(tmpdir(), 'usage-'));
const path = join(folder, 'usage.json');
afterAll(() => rmSync(folder, { recursive: true }));

test('what clients ask for is written down by place, and nothing of what they say or who they are', async () => {
  const graph = await startToyGraph({ env: { USAGE_FILE: path } });
  const ask = (query: string, variables = {}) =>
    fetch(graph.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'apollographql-client-name': 'web',
        'apollographql-client-version': '1.2',
        authorization: `Bearer ${graph.issuer.token()}`,
      },
      body: JSON.stringify({ query, variables }),
    });
  await ask('query A($id: ID!) { post(id: $id) { ...F } } fragment F on Post { text(upper: true) author { mood } }', { id: ann.id });
  await ask('query A($id: ID!) { post(id: $id) { ...F } } fragment F on Post { text(upper: true) author { mood } }', { id: 'a secret of mine' });
  await ask('{ users { ... on Contact { email } } }');
  await ask('{ nonsense }');
  await ask('{ audit }');
  await graph.post({ query: '{ posts { id } }' });
  await graph.stop();

  const { clients } = readUsageFile(path);
  const counts = clients.map(({ name, version, fields }) => [
    `${name} ${version}`,
    Object.fromEntries(Object.entries(fields).flatMap(([place, { count }]) => (/^\w+\.\w+(\.\w+)?$/.test(place) ? [[place, count]] : []))),
  ]);
  expect(Object.fromEntries(counts)).toEqual({
    'web 1.2': {
      'Query.post': 2,
      'Query.post.id': 2,
      'Post.text': 2,
      'Post.text.upper': 2,
      'Post.author': 2,
      'User.mood': 2,
      'Mood.CALM': 2,
      'Mood.LOUD': 2,
      'Query.users': 1,
      'Contact.email': 1,
      'User.email': 1,
    },
    'unknown -': { 'Query.posts': 1, 'Post.id': 1 },
  });
  const text = readFileSync(path, 'utf8');
  for (const secret of [ann.id, 'a secret of mine', 'ses_', '127.0.0.1']) expect(text).not.toContain(secret);
});
