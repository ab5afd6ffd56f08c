import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InMemoryCache } from '@apollo/client';
import { Supergraph } from '@apollo/federation-internals';
import * as documents from '@ejazz/client/documents';
import { errorCodes } from '@ejazz/client/errors';
import { projectRoot } from '@ejazz/launcher/project-root';
import { errorCodes as registry } from '@ejazz/platform/errors/registry';
import { savedOperations } from '@ejazz/testing/operations';
import { type DocumentNode, print, validate } from 'graphql';

const schema = Supergraph.build(readFileSync(join(projectRoot, 'supergraph.graphql'), 'utf8'))
  .apiSchema()
  .toGraphQLJSSchema();
const exported = new Map<string, unknown>(Object.entries(documents));
const saved = [...exported].filter(([name]) => name.endsWith('Document')).map(([, value]) => value as documents.SavedDocument<unknown, unknown>);

describe('the typed documents', () => {
  it('are one for each saved operation', () => {
    expect(saved.map(({ name }) => name).sort()).toEqual(
      savedOperations()
        .map(({ name }) => name)
        .sort(),
    );
  });

  it.each(saved)('$name fits the schema, and its id is the hash of its text', (document) => {
    expect(validate(schema, document)).toEqual([]);
    expect(print(document)).toBe(document.text);
    expect(createHash('sha256').update(document.text).digest('hex')).toBe(document.id);
  });

  it('are what Apollo Client sends, so that a list of trusted documents made of the same files knows them', () => {
    const cache = new InMemoryCache();
    for (const document of saved) expect(print(cache.transformDocument(document))).toBe(document.text);
  });

  it('are those of the manifest of trusted documents', () => {
    const { operations }: { operations: { id: string; body: string }[] } = JSON.parse(
      readFileSync(join(projectRoot, 'operations/generated/manifest.json'), 'utf8'),
    );
    const byId = new Map(operations.map(({ id, body }) => [id, body]));
    expect(byId).toEqual(new Map(saved.map(({ id, text }) => [id, text])));
  });

  it('hold fragments that can be read by themselves', () => {
    const fragments = [...exported].filter(([name]) => name.endsWith('FragmentDoc'));
    expect(fragments.map(([name]) => name)).toEqual(expect.arrayContaining(['PostCardFragmentDoc', 'NotificationCardFragmentDoc']));
    for (const [, fragment] of fragments) {
      const faults = validate(schema, fragment as DocumentNode).map(({ message }) => message);
      expect(faults.filter((message) => !message.includes('is never used'))).toEqual([]);
    }
  });
});

test('the error codes are those of the registry', () => {
  const retries = Object.entries(registry).map(([code, { retry }]) => [code, { retry }]);
  expect(errorCodes).toEqual(Object.fromEntries(retries));
});
