/** What the gateway tells its page; see the gateway's console/page.ts. */
export interface Settings {
  readonly people: readonly DemoPerson[];
  readonly links: readonly { readonly title: string; readonly url: string }[];
  readonly plans: boolean;
  readonly schemaForModerators: boolean;
}

export interface DemoPerson {
  readonly username: string;
  readonly password: string;
  readonly note: string;
}

const element = document.getElementById('settings');

export const settings = JSON.parse(element?.textContent ?? '{}') as Settings;

/** Under which the page's policy lets the editor add styles. */
export const styleNonce = element?.dataset.nonce ?? '';

export const endpoint = new URL('/graphql', location.href).href;
