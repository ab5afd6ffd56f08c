/** What a link opens. */
export interface Draft {
  readonly query: string;
  /** JSON text, as typed. */
  readonly variables: string;
}

/** The draft as a fragment of this page's address: `#draft=…`, deflated. Values of what is called a token, password or secret stay out. */
export async function fragmentOf({ query, variables }: Draft): Promise<string> {
  const text = JSON.stringify([withoutSecrets(query), withoutSecrets(variables)]);
  return `#draft=${base64url(await through(new TextEncoder().encode(text), new CompressionStream('deflate-raw')))}`;
}

/** The draft that a fragment holds; undefined when it holds none, or is cut short. */
export async function draftIn(fragment: string): Promise<Draft | undefined> {
  const [, packed] = /^#draft=([\w-]+)$/.exec(fragment) ?? [];
  if (packed === undefined) return undefined;
  try {
    const text = new TextDecoder().decode(await through(fromBase64url(packed), new DecompressionStream('deflate-raw')));
    const [query, variables] = JSON.parse(text) as unknown[];
    return typeof query === 'string' && typeof variables === 'string' ? { query, variables } : undefined;
  } catch {
    return undefined;
  }
}

/** In GraphQL as in JSON; text that is neither, half typed, too. */
const withoutSecrets = (text: string): string => text.replace(/(\w*(?:token|password|secret)\w*"?\s*:\s*)"(?:[^"\\]|\\.)*"/gi, '$1""');

async function through(bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

const base64url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const fromBase64url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
