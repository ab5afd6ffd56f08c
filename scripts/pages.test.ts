import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Supergraph } from '@apollo/federation-internals';
import { demoPassword, makeWorld } from '@ejazz/demo/world';
import { execute, parse, validate } from 'graphql';

const root = join(__dirname, '..');
const text = (path: string) => readFileSync(join(root, path), 'utf8');
const written = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
const pages = ['README.md', 'CONTRIBUTING.md', 'examples/web/README.md', ...written.map((name) => `docs/${name}`)];

/** The name that a heading is linked by. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
const headings = (path: string) => [...text(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
const blocks = (path: string, language: string) =>
  [...text(path).matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, block = '']) => block);

describe.each(pages)('%s', (page) => {
  it('links to what exists', () => {
    const links = [...text(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)].map(([, path = '', anchor]) => ({ path, anchor }));
    const broken = links.filter(({ path, anchor }) => {
      const target = path === '' ? page : join(dirname(page), path);
      return !existsSync(join(root, target)) || (anchor !== undefined && !headings(target).includes(anchor));
    });
    expect(broken).toEqual([]);
  });

  it('names commands that package.json has', () => {
    const places = ['package.json', join(dirname(page), 'package.json')].filter((path) => existsSync(join(root, path)));
    const scripts = places.flatMap((path) => Object.keys((JSON.parse(text(path)) as { scripts: object }).scripts));
    const named = [...text(page).matchAll(/npm (?:run (?:--silent )?([a-z][a-z:-]*[a-z])|(start|test)\b)/g)].map(([, run, own]) => run ?? own ?? '');
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
  });
});

describe('the README', () => {
  const schema = Supergraph.build(text('supergraph.graphql')).apiSchema().toGraphQLJSSchema();
  const curl = blocks('README.md', 'sh').find((block) => block.startsWith('curl')) ?? '';
  const { query } = JSON.parse(/--data '(.*)'/s.exec(curl)?.[1] ?? '{}') as { query: string };

  it('is read in a minute, and starts with the two commands', () => {
    expect(text('README.md').split('\n').length).toBeLessThan(120);
    expect(blocks('README.md', 'sh')[0]).toMatch(/^npm ci && npm start .*\nnpm ci && npm test .*\n$/);
  });

  it('asks what the graph answers', () => {
    const documents = [query, ...blocks('README.md', 'graphql')];
    expect(documents.flatMap((document) => validate(schema, parse(document)).map(({ message }) => message))).toEqual([]);
    expect(documents).toHaveLength(3);
    expect(documents[1]).toContain(demoPassword);
  });

  it('shows an answer to the query that it asks', () => {
    const { data } = JSON.parse(blocks('README.md', 'json')[0] ?? '{}') as { data: object };
    expect(JSON.parse(JSON.stringify(execute({ schema, document: parse(query), rootValue: data })))).toEqual({ data });
  });

  it('shows what the demo world holds, whenever it is made', () => {
    for (const now of ['2026-01-01T00:00:00Z', '2028-02-29T17:45:12Z']) {
      const { people, follows, posts, likes } = makeWorld(new Date(now));
      const ann = people.find(({ username }) => username === 'ann');
      const [post] = posts
        .filter(({ authorId, visibility }) => authorId === ann?.id && visibility === 'PUBLIC')
        .sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime());
      expect(JSON.parse(blocks('README.md', 'json')[0] ?? '{}')).toMatchObject({
        data: {
          user: {
            displayName: ann?.displayName,
            followerCount: follows.filter(({ followeeId }) => followeeId === ann?.id).length,
            posts: { nodes: [{ text: post?.text, likeCount: likes.filter(({ postId, kind }) => postId === post?.id && kind === 'LIKE').length }] },
          },
        },
      });
    }
  });
});

describe('the recipes in CONTRIBUTING.md', () => {
  const recipes = text('CONTRIBUTING.md')
    .split(/^(?=## )/m)
    .filter((section) => section.startsWith('## Add '));

  it('are four, of five steps at most', () => {
    expect(recipes).toHaveLength(4);
    for (const recipe of recipes) expect(recipe.match(/^\d+\. /gm)?.length).toBeLessThanOrEqual(5);
  });

  it('speak of files that exist', () => {
    const paths = recipes.join('').matchAll(/(?<=[` ])(?:packages|gateway|scripts|e2e|prisma|subgraphs|deploy)\/[\w./-]*(?![\w./<-])/g);
    const named = [...paths].map(([path]) => path);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((path) => !existsSync(join(root, path)) && !existsSync(join(root, `${path}.test.ts`)))).toEqual([]);
  });
});
