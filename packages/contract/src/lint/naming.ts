import type { ElementKind, SchemaElement } from '../schema/elements';
import type { LintRule } from './lint';

const pascal = { form: /^[A-Z][A-Za-z0-9]*$/, name: 'PascalCase' };
const camel = { form: /^[a-z][A-Za-z0-9]*$/, name: 'camelCase' };
const upper = { form: /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/, name: 'UPPER_CASE' };

const forms: Readonly<Record<ElementKind, typeof pascal>> = {
  object: pascal,
  interface: pascal,
  union: pascal,
  enum: pascal,
  scalar: pascal,
  input: pascal,
  directive: camel,
  field: camel,
  argument: camel,
  'input field': camel,
  'enum value': upper,
};

/** Types are PascalCase, fields and arguments camelCase, enum values UPPER_CASE; inputs end in Input, and nothing else does. */
export const naming: LintRule = (elements) =>
  elements.flatMap((element) => {
    const message = faultOf(element);
    return message ? [{ element, message }] : [];
  });

function faultOf({ kind, name, path }: SchemaElement): string | undefined {
  const { form, name: wanted } = forms[kind];
  if (kind === 'scalar' && name === name.toUpperCase()) return undefined;
  if (!form.test(name)) return `The ${kind} ${path} is not ${wanted}`;
  if (kind === 'input' && !name.endsWith('Input')) return `The input ${path} does not end in Input`;
  if (forms[kind] === pascal && kind !== 'input' && name.endsWith('Input')) return `The ${kind} ${path} ends in Input, but is none`;
  return undefined;
}
