import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as operations from '@graphql-codegen/typescript-operations';
import { Kind, parse, print, printSchema } from 'graphql';

const config = {
  scalars: { ID: 'string', DateTime: 'string', URL: 'string' },
  enumsAsTypes: true,
  immutableTypes: true,
  useTypeImports: true,
  skipTypename: true,
};

const generate = (schema, plugin, documents) =>
  codegen({
    filename: 'index.ts',
    schema: parse(printSchema(schema)),
    schemaAst: schema,
    documents,
    config,
    plugins: [{ plugin: {} }],
    pluginMap: { plugin },
  });

/** Every type of the schema. */
export const schemaModule = (schema) => generate(schema, typescript, []);

/** Each saved operation and fragment as a typed document, with the types of its result and variables. */
export async function documentsModule(schema, saved) {
  const fragments = fragmentsIn(saved);
  const definitions = [...saved.flatMap(({ document }) => definitionsOf(document, Kind.OPERATION_DEFINITION)), ...fragments.values()];
  const types = await generate(schema, operations, [{ location: 'operations', document: { kind: Kind.DOCUMENT, definitions } }]);
  const documents = saved.map(({ name, type, id, text, file }) => {
    const result = name + capitalised(type);
    const value = `savedDocument<${result}, ${result}Variables>('${name}', '${id}', ${literal(text)})`;
    return `/** ${file} */\nexport const ${name}Document = /*#__PURE__*/ ${value};`;
  });
  const parts = [...fragments.keys()].map((name) => {
    const text = [...withSpread(name, fragments)].map((one) => print(fragments.get(one))).join('\n\n');
    return `export const ${name}FragmentDoc = /*#__PURE__*/ fragmentDocument<${name}Fragment>(${literal(text)});`;
  });
  return ["import { fragmentDocument, savedDocument } from '../documents/saved-document.ts';", types, ...documents, ...parts].join('\n\n');
}

/** Fragments by name. Those of one name must be the same in all documents: each document is whole by itself. */
function fragmentsIn(saved) {
  const fragments = new Map();
  for (const { file, document } of saved) {
    for (const definition of definitionsOf(document, Kind.FRAGMENT_DEFINITION)) {
      const name = definition.name.value;
      const known = fragments.get(name);
      if (known && print(known) !== print(definition)) throw new Error(`${file}: the fragment ${name} differs from that of another file.`);
      fragments.set(name, definition);
    }
  }
  return fragments;
}

/** Names of a fragment and of all that it spreads. */
function withSpread(name, fragments, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const [, spread] of print(fragments.get(name)).matchAll(/\.\.\.(\w+)/g)) withSpread(spread, fragments, seen);
  return seen;
}

const definitionsOf = ({ definitions }, wanted) => definitions.filter(({ kind }) => kind === wanted);
const capitalised = (word) => word[0].toUpperCase() + word.slice(1);
const literal = (text) => `\`${text.replaceAll(/[`\\]|\$\{/g, '\\$&')}\``;
