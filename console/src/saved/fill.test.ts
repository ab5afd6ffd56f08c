import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Supergraph } from '@apollo/federation-internals';
import { projectRoot } from '@ejazz/launcher/project-root';
import { savedOperations } from '@ejazz/testing/operations';
import { buildSchema, getVariableValues, Kind, parse } from 'graphql';
import { fillIn, requiredVariables } from './fill';

describe('filling in', () => {
  it('puts values in place of their names, at any depth and within text, and empties what there is none of', () => {
    const template = { input: { postId: '{post}', text: 'To {username}, at {time}.', tags: ['{none}'], count: 3, keep: null } };
    expect(fillIn(template, { post: 'pst_1', username: 'ben', time: 'noon' })).toEqual({
      input: { postId: 'pst_1', text: 'To ben, at noon.', tags: [''], count: 3, keep: null },
    });
  });
});

describe('required variables', () => {
  const schema = buildSchema(`
    enum Mood { CALM WILD }
    input Inner { at: Float!, on: Boolean!, note: String }
    input Outer { name: String!, mood: Mood!, inner: Inner!, ids: [ID!]!, size: Int! = 3 }
    type Query { q(a: Outer, b: ID, c: Int): Int }
  `);
  const operationOf = (document: string) => {
    const [definition] = parse(document).definitions;
    if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
    return definition;
  };

  it('have an empty value of their type; those that may be left out are', () => {
    const operation = operationOf('query Q($a: Outer!, $b: ID!, $c: Int! = 2, $d: String) { q(a: $a, b: $b, c: $c) }');
    expect(requiredVariables(operation, schema)).toEqual({
      a: { name: '', mood: 'CALM', inner: { at: 0, on: false }, ids: [] },
      b: '',
    });
  });
});

describe('every saved operation', () => {
  const schema = Supergraph.build(readFileSync(join(projectRoot, 'supergraph.graphql'), 'utf8'))
    .apiSchema()
    .toGraphQLJSSchema();
  const samples = { post: 'pst_1', myPost: 'pst_2', comment: 'cmt_1', user: 'usr_1', media: 'med_1', notification: 'ntf_1', username: 'ben' };
  const variablesBeside = (feature: string, name: string): unknown => {
    try {
      return JSON.parse(readFileSync(join(projectRoot, 'operations', feature, `${name}.variables.json`), 'utf8'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
      throw error;
    }
  };

  it.each(savedOperations())('$feature/$name gets variables that fit it', ({ feature, name, document }) => {
    const definition = parse(document).definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
    const beside = fillIn(variablesBeside(feature, name), samples) as Record<string, unknown>;
    const declared = (definition.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
    expect(Object.keys(beside).filter((variable) => !declared.includes(variable))).toEqual([]);
    const variables = { ...requiredVariables(definition, schema), ...beside };
    expect(getVariableValues(schema, definition.variableDefinitions ?? [], variables).errors).toBeUndefined();
  });
});
