import { eventually } from './eventually';
import { operation } from './operations';
import type { Person } from './people';

interface CreatedUpload {
  readonly createMediaUpload: {
    readonly media: { readonly id: string };
    readonly upload: {
      readonly url: string;
      readonly method: string;
      readonly headers: readonly { readonly name: string; readonly value: string }[];
    };
  };
}

/** Uploads a picture as a front end does: asks for a target, sends the bytes straight to the media service, and waits until it can be shown. */
export async function upload(person: Person, bytes: Buffer, altText: string): Promise<string> {
  const input = { contentType: 'IMAGE_JPEG', byteSize: bytes.length, altText };
  const { createMediaUpload } = await person.data<CreatedUpload>(operation('CreateMediaUpload'), { input });
  const { url, method, headers } = createMediaUpload.upload;
  const response = await fetch(url, {
    method,
    headers: headers.map(({ name, value }): [string, string] => [name, value]),
    body: new Uint8Array(bytes),
  });
  if (!response.ok) throw new Error(`The upload was refused: ${response.status} ${await response.text()}`);
  const { id } = createMediaUpload.media;
  await eventually(async () => {
    const { node } = await person.data<{ node: { status: string } }>(operation('MediaStatus'), { id });
    return node.status === 'READY';
  });
  return id;
}
