/** breaking: a client can stop working; dangerous: it can behave otherwise; safe: neither. */
export type ChangeLevel = 'breaking' | 'dangerous' | 'safe';

/** One difference between two schemas. */
export interface SchemaChange {
  /** `FIELD_REMOVED`; with the path it names the change in `schema-exceptions.yaml`. */
  readonly code: string;
  /** `Type`, `Type.field`, `Type.field.argument`, `Enum.VALUE`, `@directive`. */
  readonly path: string;
  readonly level: ChangeLevel;
  readonly message: string;
  /** Uses of any of these parts of the schema are what the change can break. */
  readonly affects: readonly string[];
}
