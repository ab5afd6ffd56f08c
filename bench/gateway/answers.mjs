// The subgraphs of the bench, as one plain HTTP server: what is asked for the first time is worked out from the subgraph's schema, then it
// is a recorded answer. An answer depends on types, ids and arguments alone, so that differing plans get the same data. It also publishes
// the key that tokens are verified with. `node answers.mjs` prints the port.
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, isAbstractType, isEnumType, isListType, isNonNullType, isObjectType, parse } from 'graphql';
import jsonwebtoken from 'jsonwebtoken';
import yaml from 'yaml';
import { root } from '../../scripts/workspace.mjs';

const { subgraphs } = yaml.parse(readFileSync(`${root}/supergraph.yaml`, 'utf8'));
const schemas = Object.fromEntries(
  Object.entries(subgraphs).map(([name, { schema }]) => [
    name,
    buildSubgraphSchema({ typeDefs: parse(readFileSync(`${root}/${schema.file}`, 'utf8')) }),
  ]),
);
const people = 12;

const number = (text) => [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);
const prefixes = { User: 'usr', Post: 'pst', Comment: 'cmt', Media: 'med', Notification: 'ntf', Viewer: 'usr' };
const scalars = {
  Int: (key) => number(key) % 100,
  Float: (key) => number(key) / 100,
  Boolean: (key) => number(key) % 2 === 0,
  DateTime: (key) => new Date(1.7e12 + number(key) * 1e6).toISOString(),
  URL: (key) => `https://media.example/${number(key)}.webp`,
};

function made(schema, type, key, size) {
  if (isNonNullType(type)) return made(schema, type.ofType, key, size);
  if (isListType(type)) return Array.from({ length: size }, (_, index) => made(schema, type.ofType, `${key}.${index}`, size));
  if (isAbstractType(type)) return made(schema, schema.getPossibleTypes(type)[0], key, size);
  if (isEnumType(type)) return type.getValues()[0].name;
  if (isObjectType(type)) return { __typename: type.name, key, size, ...(prefixes[type.name] ? { id: idOf(type.name, key) } : {}) };
  return scalars[type.name]?.(key) ?? `${key.slice(-24)}, said of it in so many words`;
}
const idOf = (type, key) => `${prefixes[type]}_${type === 'User' ? number(key) % people : key.replace(/\W/g, '')}`;

function fieldResolver(source, args, _context, { fieldName, returnType, parentType, schema }) {
  if (source?.[fieldName] !== undefined) return source[fieldName];
  const key = `${source?.id ?? source?.key ?? parentType.name}.${fieldName}${Object.keys(args).length > 0 ? JSON.stringify(args) : ''}`;
  const size = ['nodes', 'edges'].includes(fieldName) ? (source?.size ?? 2) : (args.first ?? 2);
  if (fieldName === 'id') return source?.key;
  const value = made(schema, returnType, key, ['media', 'facets'].includes(fieldName) ? 1 : size);
  return args.id && value && typeof value === 'object' ? { ...value, id: args.id } : value;
}

const recorded = new Map();
async function answer(name, body) {
  const { query, variables } = JSON.parse(body);
  const result = await execute({ schema: schemas[name], document: parse(query), variableValues: variables, fieldResolver });
  if (result.errors) process.stderr.write(`${name}: ${result.errors[0].message}\n${query}\n`);
  return Buffer.from(JSON.stringify(result));
}

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const claims = { algorithm: 'ES256', keyid: 'bench', issuer: 'ejazz', audience: 'ejazz', expiresIn: '2h' };
const jwks = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'bench', alg: 'ES256', use: 'sig' }] });
const viewer = (index) => jsonwebtoken.sign({ sub: `usr_viewer${index}`, sid: `ses_viewer${index}`, roles: [] }, privateKey, claims);
const fixed = {
  '/jwks.json': jwks,
  '/revoked': JSON.stringify({ sessions: [] }),
  '/tokens': JSON.stringify(Array.from({ length: 200 }, (_, index) => viewer(index))),
};

const server = createServer(async (request, response) => {
  const path = request.url.split('?')[0];
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  const known = fixed[path] ?? recorded.get(path + body) ?? (await answer(path.slice(1), body));
  if (!fixed[path]) recorded.set(path + body, known);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(known) }).end(known);
});
server.keepAliveTimeout = 600_000;
server.listen(0, '127.0.0.1', () => console.log(`listening on ${server.address().port}`));
