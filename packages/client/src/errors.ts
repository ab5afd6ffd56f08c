import { errorCodes } from './generated/error-codes.ts';

export { errorCodes };

/** What can stand in `extensions.code` of a top-level error. A newer gateway may know more. */
export type ErrorCode = keyof typeof errorCodes;

/** A top-level error as it comes over the wire. */
export interface GraphFault {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly requestId?: string; readonly [key: string]: unknown };
}

/** The code of a top-level error; undefined when it has none that this version knows. */
export function errorCode({ extensions }: Pick<GraphFault, 'extensions'>): ErrorCode | undefined {
  const code = extensions?.code;
  return code !== undefined && isKnown(code) ? code : undefined;
}

/** Whether sending the same again may succeed. */
export function isWorthRetrying(fault: Pick<GraphFault, 'extensions'>): boolean {
  const code = errorCode(fault);
  return code !== undefined && errorCodes[code].retry;
}

const isKnown = (code: string): code is ErrorCode => Object.hasOwn(errorCodes, code);
