import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeFile } from '@ejazz/gateway/supergraph/compose';

const head = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@composeDirective"])
  @link(url: "https://ejazz.dev/specs/auth/v1.0", import: ["@auth"])
  @composeDirective(name: "@auth")
directive @auth(requires: AuthRequirement! = SIGNED_IN) on FIELD_DEFINITION
enum AuthRequirement { SIGNED_IN MODERATOR }
`;

/** Composes subgraphs written to a folder of their own. */
function compose(schemas: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'ejazz-compose-'));
  const entries = Object.entries(schemas).map(([name, sdl]) => {
    writeFileSync(join(folder, `${name}.graphql`), sdl);
    return `  ${name}:\n    routing_url: http://127.0.0.1:1/graphql\n    schema:\n      file: ${name}.graphql\n`;
  });
  writeFileSync(join(folder, 'supergraph.yaml'), `federation_version: =2.14.4\nsubgraphs:\n${entries.join('')}`);
  return composeFile(join(folder, 'supergraph.yaml'));
}

test('the same subgraphs give the same supergraph', () => {
  const schemas = { a: `${head}type Query { a: Int @auth }`, b: 'type Query { b: Int }' };
  const sdl = compose(schemas);
  expect(sdl).toContain('@auth');
  expect(compose(schemas)).toBe(sdl);
});

test('a conflict names the file, line and column of every side', () => {
  const conflict = () => compose({ a: `${head}type Query {\n  same: Int @shareable\n}`, b: `${head}type Query {\n  same: String @shareable\n}` });
  expect(conflict).toThrow(/same.*\n {2}at a\.graphql:8:3\n {2}at b\.graphql:8:3/);
});

test('what cannot be reached names its place', () => {
  const unreachable = () =>
    compose({
      a: `${head}type Query { thing: Thing }\ntype Thing { id: ID! }`,
      b: `${head}type Query { b: Int }\ntype Thing {\n  id: ID! @shareable\n  extra: Int\n}`,
    });
  expect(unreachable).toThrow(/at a\.graphql:\d+:\d+/);
});

test('a syntax error names its place', () => {
  expect(() => compose({ a: 'type Query {\n  a: \n}' })).toThrow('at a.graphql:3:1');
});

test('two subgraphs that disagree on @auth do not compose', () => {
  const field = (requires: string) => `${head}type Query {\n  same: Int @shareable @auth(requires: ${requires})\n}`;
  const disagreement = () => compose({ a: field('SIGNED_IN'), b: field('MODERATOR') });
  expect(disagreement).toThrow(/@auth.*Query\.same/);
  expect(disagreement).toThrow(/at b\.graphql:8:/);
});

test('one that demands @auth where the other does not makes it demanded', () => {
  const sdl = compose({ a: `${head}type Query { same: Int @shareable @auth }`, b: `${head}type Query { same: Int @shareable }` });
  expect(sdl).toMatch(/same: Int.*@auth/);
});

test('a schema file that is not there is named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ejazz-compose-'));
  const path = join(folder, 'supergraph.yaml');
  writeFileSync(path, 'subgraphs:\n  a:\n    routing_url: http://127.0.0.1:1/\n    schema:\n      file: missing.graphql\n');
  expect(() => composeFile(path)).toThrow('names the schema missing.graphql for the subgraph "a", but there is no such file');
});
