// The client documents of operations/ in the one form that typed documents, trusted documents and budgets share.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse, print, visit } from 'graphql';
import { root } from './workspace.mjs';

/** Paths of the documents, relative to the root. */
export const operationFiles = () =>
  readdirSync(join(root, 'operations'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => join('operations', file));

/**
 * Each document: one named operation with its fragments. `text` asks for `__typename` wherever a normalised cache looks for it, as
 * clients would add it themselves; `id` is the SHA-256 of `text`, in hexadecimal.
 */
export const savedOperations = () => operationFiles().map((file) => savedOperation(file, readFileSync(join(root, file), 'utf8')));

function savedOperation(file, source) {
  const document = withTypenames(parse(source, { noLocation: true }));
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const [feature, name] = file.replace('.graphql', '').split('/').slice(-2);
  if (operations.length !== 1 || operations[0].name?.value !== name) throw new Error(`${file} must hold one operation, named ${name}.`);
  const text = print(document);
  return { file, feature, name, type: operations[0].operation, text, id: createHash('sha256').update(text).digest('hex'), document };
}

const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

function withTypenames(document) {
  return visit(document, {
    SelectionSet(node, _key, parent) {
      if (parent.kind === Kind.OPERATION_DEFINITION) return undefined;
      const asked = node.selections.some(({ kind, name, alias }) => kind === Kind.FIELD && name.value === '__typename' && !alias);
      return asked ? undefined : { ...node, selections: [...node.selections, typename] };
    },
  });
}
