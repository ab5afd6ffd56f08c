import { Kind, print } from 'graphql';
import type { LintRule } from './lint';

/** A mutation `doThing` answers `DoThingPayload!`; an input object of it is `input: DoThingInput!`. */
export const mutations: LintRule = (elements) =>
  elements.flatMap((element) => {
    const { kind, name, parent, path, type } = element;
    if (!type) return [];
    if (kind === 'field' && parent === 'Mutation') {
      const wanted = `${capitalised(name)}Payload!`;
      return print(type) === wanted ? [] : [{ element, message: `The mutation ${name} answers ${print(type)}, not ${wanted}` }];
    }
    if (kind !== 'argument' || !parent?.startsWith('Mutation.') || name !== 'input') return [];
    const wanted = `${capitalised(parent.slice('Mutation.'.length))}Input!`;
    return type.kind === Kind.NON_NULL_TYPE && print(type) === wanted ? [] : [{ element, message: `${path} is ${print(type)}, not ${wanted}` }];
  });

const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
