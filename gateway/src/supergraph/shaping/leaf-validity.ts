import { isCustomScalarType, isEnumType, type Schema, type Type } from '@apollo/federation-internals';

export type IsValid = (value: unknown) => boolean;

/** Whether a value that is not null is one of a leaf type, in JSON. What own scalars look like is nobody's business. */
export function leafValidity(schema: Schema, type: Type): IsValid {
  if (isCustomScalarType(type)) return () => true;
  if (isEnumType(type)) {
    const names = new Set(type.values.map(({ name }) => name));
    return (value) => typeof value === 'string' && names.has(value);
  }
  if (type === schema.booleanType()) return (value) => typeof value === 'boolean';
  if (type === schema.intType()) return Number.isInteger;
  if (type === schema.floatType()) return Number.isFinite;
  if (type === schema.idType()) return (value) => typeof value === 'string' || Number.isInteger(value);
  return (value) => typeof value === 'string';
}
