import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreatePostDocument, PictureDocument } from '@ejazz/client/documents';
import { createFetchClient, type FetchClient } from '@ejazz/client/fetch';
import { createSession } from '@ejazz/client/session';
import { UploadFailed, UploadRefused, uploadMedia } from '@ejazz/client/upload';
import { startHouse, type TestHouse } from '@ejazz/testing/house';
import { jpegWithLocation } from '@ejazz/testing/pictures';
import { newPerson } from './timed-house.ts';

type Obstacle = 'cut' | 'lost reply' | 'HTTP 503' | 'UPLOAD_EXPIRED';

let house: TestHouse;
let client: FetchClient;
let picture: Blob;
let middle: Server;
/** What happens to the next uploads, one each; then they get through. */
let obstacles: Obstacle[] = [];

beforeAll(async () => {
  house = await startHouse();
  picture = new Blob([new Uint8Array(await jpegWithLocation(600, 400))], { type: 'image/jpeg' });
  const { tokens } = await newPerson(house.url, 'painter');
  const session = createSession({ url: house.url });
  session.start(tokens);
  middle = await startMiddle();
  client = createFetchClient({ url: house.url, session, fetch: throughMiddle });
});
afterAll(async () => {
  middle.close();
  await house.remove();
});

/** The upload's way to the media service, with obstacles. */
async function startMiddle(): Promise<Server> {
  const server = createServer(async (request, response) => {
    const obstacle = obstacles.shift();
    if (obstacle === 'cut') return request.once('data', () => request.socket.destroy());
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (obstacle === 'HTTP 503') return response.writeHead(503).end('Busy');
    if (obstacle === 'UPLOAD_EXPIRED') return response.writeHead(410).end('{"error":"UPLOAD_EXPIRED","message":"Too late."}');
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const reply = await fetch(`${new URL(house.media.url).origin}${request.url}`, { method: 'PUT', headers, body: Buffer.concat(chunks) });
    const text = await reply.text();
    return obstacle === 'lost reply' ? response.socket?.destroy() : response.writeHead(reply.status).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const throughMiddle: typeof fetch = async (input, init) => {
  const text = await (await fetch(input, init)).text();
  return new Response(text.replaceAll(new URL(house.media.url).origin, `http://127.0.0.1:${(middle.address() as AddressInfo).port}`));
};

/** A pause that is short, whatever it is for. */
const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 50));
const upload = (more: Partial<Parameters<typeof uploadMedia>[0]> = {}) =>
  uploadMedia({ client, file: picture, altText: 'A blue field', pause, ...more });

describe('an upload', () => {
  it('tells how far it is, and gives a picture that can be attached at once', async () => {
    const progress: number[] = [];
    const media = await upload({ onProgress: (sent, total) => progress.push(sent / total) });
    expect(progress.at(-1)).toBe(1);
    expect(progress).toEqual([...progress].sort((one, other) => one - other));
    expect(media.altText).toBe('A blue field');
    const { createPost } = await client.data(CreatePostDocument, { input: { mediaIds: [media.id] } });
    expect(createPost.userErrors).toEqual([]);
  });

  it.each<Obstacle[]>([['cut'], ['lost reply'], ['HTTP 503', 'cut'], ['UPLOAD_EXPIRED']])(
    'gets one picture through when there is: %s',
    async (...found) => {
      obstacles = found;
      const { id } = await upload();
      expect(obstacles).toEqual([]);
      const { node } = await client.data(PictureDocument, { id });
      expect(node).toMatchObject({ status: 'READY' });
    },
  );

  it('gives up after three times', async () => {
    obstacles = ['cut', 'cut', 'cut'];
    await expect(upload()).rejects.toThrow(UploadFailed);
    expect(obstacles).toEqual([]);
  });

  it('is refused with a code when its content is no picture, its type is not taken, or its description is too long', async () => {
    const codeOf = (more: Parameters<typeof upload>[0]) => upload(more).catch((error: UploadRefused) => error.code);
    expect(await codeOf({ file: new Blob(['not a picture'], { type: 'image/png' }) })).toBe('TYPE_NOT_SUPPORTED');
    expect(await codeOf({ file: new Blob(['%PDF'], { type: 'application/pdf' }) })).toBe('TYPE_NOT_SUPPORTED');
    expect(await codeOf({ altText: 'x'.repeat(1_001) })).toBe('ALT_TEXT_TOO_LONG');
    await expect(upload({ altText: 'x'.repeat(1_001) })).rejects.toThrow(UploadRefused);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const uploading = upload({ signal: stop.signal, onProgress: () => stop.abort() });
    await expect(uploading).rejects.toMatchObject({ name: 'AbortError' });
    await expect(upload({ signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });
});
