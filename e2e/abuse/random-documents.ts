import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Random } from './random';

const deepest = 7;
/** Whoever asks at random would soon ask as nobody. */
const farewells = ['signOut', 'endSession', 'endOtherSessions', 'changePassword', 'refreshSession'];
const odd = ['', ' ', '\u0000', '\u202e', '😀'.repeat(40), "'; DROP TABLE users; --", '%s%n', '../../etc/passwd', 'null', '-1', 'x'.repeat(3_000)];
const numbers = [0, 1, -1, 2, 20, 100, 101, 1_000, 2_147_483_647, -2_147_483_648];

/** Documents of every kind that fit the schema, or nearly do, or do not at all; `ids` are of things that there are. */
export function createDocuments(schema: GraphQLSchema, random: Random, ids: readonly string[]) {
  const scalar = (type: GraphQLNamedType): string => {
    if (isEnumType(type)) return random.chance(0.9) ? random.pick(type.getValues()).name : 'NO_SUCH_VALUE';
    if (type.name === 'Int') return String(random.pick(numbers));
    if (type.name === 'Float') return random.pick(['0.5', '-1e308', '3']);
    if (type.name === 'Boolean') return random.pick(['true', 'false']);
    if (type.name === 'ID') return JSON.stringify(random.chance(0.7) ? random.pick(ids) : random.pick(odd));
    return JSON.stringify(random.chance(0.3) ? random.pick(['ann', 'ben', '2026-01-31T12:00:00.000Z', 'https://example.org']) : random.pick(odd));
  };
  const value = (type: GraphQLInputType, depth = 0): string => {
    if (isNonNullType(type)) return random.chance(0.98) ? value(type.ofType, depth) : 'null';
    if (random.chance(0.1)) return 'null';
    if (isListType(type)) return `[${Array.from({ length: random.below(4) }, () => value(type.ofType, depth)).join(' ')}]`;
    if (!isInputObjectType(type)) return scalar(type);
    const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || (depth < 3 && random.chance(0.6)));
    return `{ ${fields.map((field) => `${field.name}: ${value(field.type, depth + 1)}`).join(' ')} }`;
  };
  const argumentsOf = (definitions: readonly GraphQLArgument[]): string => {
    const given = definitions.filter(({ type }) => (isNonNullType(type) && random.chance(0.97)) || random.chance(0.5));
    return given.length > 0 ? `(${given.map(({ name, type }) => `${name}: ${value(type)}`).join(' ')})` : '';
  };
  const directive = () => (random.chance(0.05) ? ` @${random.pick(['skip', 'include'])}(if: ${random.pick(['true', 'false', '$no'])})` : '');

  const selection = (type: GraphQLNamedType, depth: number): string => {
    const parts = random.chance(0.2) ? ['__typename'] : [];
    const all = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    const fields = all.filter(({ name }) => !farewells.includes(name));
    for (let count = 1 + random.below(4); count > 0 && fields.length > 0; count -= 1) {
      const field = random.pick(fields);
      const below = getNamedType(field.type);
      if (isCompositeType(below) && depth >= deepest) continue;
      const alias = random.chance(0.15) ? `a${random.below(3)}: ` : '';
      parts.push(`${alias}${field.name}${argumentsOf(field.args)}${directive()}${isCompositeType(below) ? ` ${selection(below, depth + 1)}` : ''}`);
    }
    if (isAbstractType(type)) {
      const concrete = random.pick(schema.getPossibleTypes(type));
      parts.push(`... on ${concrete.name}${directive()} ${selection(concrete, depth + 1)}`);
    }
    if (random.chance(0.05)) parts.push(`...F${random.below(3)}`);
    return `{ ${parts.length > 0 ? parts.join(' ') : '__typename'} }`;
  };
  const broken = (text: string): string => {
    const at = random.below(text.length);
    return random.pick([
      text.slice(0, at),
      text.slice(0, at) + text.slice(at + 1 + random.below(8)),
      text.slice(0, at) + random.pick(['{', '}', '"', '...', '$', '@', '\u0007', '🦆']) + text.slice(at),
    ]);
  };

  return (): string => {
    const mutates = random.chance(0.15);
    const root = mutates ? schema.getMutationType() : schema.getQueryType();
    if (!root) throw new Error('The schema has no such root.');
    const operation = `${mutates ? 'mutation' : 'query'} Random ${selection(root, 0)}`;
    const composites = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__'));
    const fragments = [0, 1, 2]
      .filter(() => operation.includes('...F'))
      .map((index) => {
        const type = random.pick(composites);
        return `fragment F${index} on ${type.name} ${selection(type, deepest - 1)}`;
      });
    const text = [operation, ...fragments].join('\n');
    return random.chance(0.1) ? broken(text) : text;
  };
}
