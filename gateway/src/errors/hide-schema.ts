import type { GraphQLFormattedError } from 'graphql';

/**
 * An error that tells nothing of the schema that the client did not write itself. Tools rebuild whole schemas from the messages of
 * validation, from the places they point to, and from how many there are.
 */
export function hideSchema(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { code, argument, field, validationErrorCode, ...extensions } = formatted.extensions ?? {};
  switch (code) {
    case 'GRAPHQL_VALIDATION_FAILED':
      return validationErrorCode === 'INTROSPECTION_DISABLED'
        ? { message: 'Introspection is switched off.', extensions: { code } }
        : { message: 'The document does not fit the schema.', extensions: { code } };
    case 'BAD_USER_INPUT':
      // Our own name the argument at fault; the rest are graphql-js's, which name types and suggest fields.
      return argument === undefined ? { ...without(formatted), message: badValue(formatted.message), extensions: { code } } : formatted;
    case 'UNAUTHENTICATED':
    case 'FORBIDDEN': {
      if (typeof field !== 'string') return formatted;
      const name = field.slice(field.indexOf('.') + 1);
      return { ...formatted, message: formatted.message.replace(field, name), extensions: { ...extensions, code, field: name } };
    }
    default:
      return formatted;
  }
}

const without = ({ locations: _, ...rest }: GraphQLFormattedError) => rest;

function badValue(message: string): string {
  const variable = /^Variable "(\$\w+)"/.exec(message)?.[1];
  return variable ? `Variable "${variable}" has a value that does not fit the schema.` : 'A value does not fit the schema.';
}
