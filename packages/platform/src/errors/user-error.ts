/** An expected failure of a mutation: data for the client, with a code of that mutation's enum. */
export interface UserError<Code extends string> {
  readonly code: Code;
  /** Path to the argument or input field at fault. */
  readonly field: string[] | null;
  readonly message: string;
}

/** What a domain function did, or why it refused. */
export type Outcome<T, Code extends string> =
  | { readonly value: T; readonly userErrors: UserError<Code>[] }
  | { readonly value: null; readonly userErrors: UserError<Code>[] };

export const done = <T>(value: T): { value: T; userErrors: never[] } => ({ value, userErrors: [] });
export const refused = <Code extends string>(...userErrors: UserError<Code>[]): { value: null; userErrors: UserError<Code>[] } => ({
  value: null,
  userErrors,
});
export const userError = <Code extends string>(code: Code, field: string[] | null, message: string): UserError<Code> => ({ code, field, message });
