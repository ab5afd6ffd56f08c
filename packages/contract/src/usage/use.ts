/** One place where a client's operation relies on a part of the schema. */
export interface Use {
  /** `web 2.3.1`, or `operations`. */
  readonly client: string;
  readonly operation: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Whether the line counts within the file; else within the operation's document. */
  readonly lineOfFile: boolean;
}

/** Where operations rely on what: by `Type`, `Type.field`, `Type.field.argument`, `Input.field`, `Enum.VALUE`, `@directive`. */
export type Uses = ReadonlyMap<string, readonly Use[]>;
