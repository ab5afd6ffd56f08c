declare module 'saved-operations' {
  const saved: readonly {
    readonly feature: string;
    readonly name: string;
    readonly document: string;
    readonly variables?: Readonly<Record<string, unknown>>;
  }[];
  export default saved;
}

declare module '*.css';
