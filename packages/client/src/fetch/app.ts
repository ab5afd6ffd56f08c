/** A front end, as it names itself. */
export interface App {
  readonly name: string;
  readonly version?: string;
}

/** By which names Apollo's clients tell it too. */
export const appHeaders = (app: App | undefined): Record<string, string> =>
  app ? { 'apollographql-client-name': app.name, ...(app.version && { 'apollographql-client-version': app.version }) } : {};
