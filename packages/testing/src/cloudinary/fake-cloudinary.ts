import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { isSignedAddress, isSignedCall, notificationSignature, stringToSign } from './signatures';
import { transform } from './transform';

interface Asset {
  readonly content: Buffer;
  readonly version: number;
  readonly width: number;
  readonly height: number;
  readonly createdAt: Date;
}

/** A server that does what we use of Cloudinary, and refuses what Cloudinary would refuse. */
export interface FakeCloudinary {
  /** For CLOUDINARY_URL. */
  readonly url: string;
  readonly secret: string;
  readonly assets: ReadonlyMap<string, Asset>;
  /** Notifications as they were sent. */
  readonly notifications: readonly { readonly body: string; readonly timestamp: number; readonly signature: string; readonly status: number }[];
  /** Sends no notifications, as when it cannot reach us. */
  silent: boolean;
  stop(): Promise<void>;
}

class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const hour = 3_600;
/** Of formats that it calls otherwise than sharp. */
const names = new Map([
  ['jpeg', 'jpg'],
  ['heif', 'avif'],
]);

export async function startFakeCloudinary({ algorithm = 'sha256' as 'sha1' | 'sha256', now = () => new Date() } = {}): Promise<FakeCloudinary> {
  const [cloud, key, secret] = ['ejazz-test', '123456789012345', 'a-secret-of-tests'];
  const assets = new Map<string, Asset>();
  const notifications: { body: string; timestamp: number; signature: string; status: number }[] = [];
  const seconds = () => Math.floor(now().getTime() / 1_000);

  async function callOf(request: IncomingMessage): Promise<{ parameters: Map<string, string>; file: Buffer | undefined }> {
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const form = await new Response(new Uint8Array(await buffer(request)), { headers }).formData();
    const parameters = new Map<string, string>();
    let file: Buffer | undefined;
    for (const [name, value] of form) {
      if (typeof value === 'string') parameters.set(name, value);
      else file = Buffer.from(await value.arrayBuffer());
    }
    if (parameters.get('api_key') !== key) throw new Refused(401, `Unknown API key ${parameters.get('api_key')}`);
    if (!isSignedCall(parameters, secret)) {
      throw new Refused(401, `Invalid Signature ${parameters.get('signature')}. String to sign - '${stringToSign(parameters)}'.`);
    }
    if (Math.abs(seconds() - Number(parameters.get('timestamp'))) > hour)
      throw new Refused(400, 'Stale request - reported time is more than 1 hour ago');
    return { parameters, file };
  }

  const described = (id: string, { version, width, height, content, createdAt }: Asset) => ({
    ...{ public_id: id, version, width, height, bytes: content.length, created_at: createdAt.toISOString() },
    ...{ resource_type: 'image', type: 'authenticated' },
  });

  async function upload(request: IncomingMessage) {
    const { parameters, file } = await callOf(request);
    const id = parameters.get('public_id') ?? '';
    if (!file) throw new Refused(400, 'Missing required parameter - file');
    const present = assets.get(id);
    if (present && parameters.get('overwrite') === 'false') return { ...described(id, present), existing: true };
    const { format = '', autoOrient } = await sharp(file)
      .metadata()
      .catch(() => {
        throw new Refused(400, 'Invalid image file');
      });
    const allowed = parameters.get('allowed_formats')?.split(',') ?? [format];
    if (!allowed.includes(names.get(format) ?? format)) throw new Refused(400, `Image file format ${format} not allowed`);
    const asset = { content: file, version: seconds(), ...autoOrient, createdAt: now() };
    assets.set(id, asset);
    const address = parameters.get('notification_url');
    if (address) void notify(address, { notification_type: 'upload', ...described(id, asset) });
    return described(id, asset);
  }

  async function notify(address: string, content: object): Promise<void> {
    if (server.silent) return;
    const [body, timestamp] = [JSON.stringify({ timestamp: now().toISOString(), ...content }), seconds()];
    const signature = notificationSignature(body, timestamp, secret, algorithm);
    const headers = { 'content-type': 'application/json', 'x-cld-timestamp': String(timestamp), 'x-cld-signature': signature };
    const { status } = await fetch(address, { method: 'POST', headers, body });
    notifications.push({ body, timestamp, signature, status });
  }

  async function destroy(request: IncomingMessage) {
    const { parameters } = await callOf(request);
    if (parameters.get('type') !== 'authenticated') return { result: 'not found' };
    return { result: assets.delete(parameters.get('public_id') ?? '') ? 'ok' : 'not found' };
  }

  function resources(request: IncomingMessage, id: string | undefined, prefix: string) {
    if (request.headers.authorization !== `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`)
      throw new Refused(401, 'Invalid credentials');
    if (id === undefined)
      return { resources: [...assets].filter(([name]) => name.startsWith(prefix)).map(([name, asset]) => described(name, asset)) };
    const asset = assets.get(id);
    if (!asset) throw new Refused(404, `Resource not found - ${id}`);
    return described(id, asset);
  }

  async function deliver(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const [, signature = '', transformation = '', id = ''] = /^s--([\w-]+)--\/(.+)\/v\d+\/(\w+)$/.exec(path) ?? [];
    if (!isSignedAddress(signature, `${transformation}/${id}`, secret)) throw new Refused(401, 'Invalid signature');
    const asset = assets.get(id);
    if (!asset) throw new Refused(404, `Resource not found - ${id}`);
    const { content, contentType } = await transform(asset.content, transformation);
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const part = start === undefined ? content : content.subarray(Number(start), Number(end) + 1);
    response.writeHead(start === undefined ? 200 : 206, { 'content-type': contentType, 'content-length': part.length });
    response.end(request.method === 'HEAD' ? undefined : part);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const at = (prefix: string) => (pathname.startsWith(prefix) ? decodeURIComponent(pathname.slice(prefix.length)) : undefined);
    const delivery = at(`/${cloud}/image/authenticated/`);
    if (delivery !== undefined) return deliver(request, response, delivery);
    const call = `${request.method} ${at(`/v1_1/${cloud}/`) ?? ''}`;
    if (call === 'POST image/upload') return upload(request);
    if (call === 'POST image/destroy') return destroy(request);
    const [, , id] = /^GET resources\/image\/authenticated(\/(\w+))?$/.exec(call) ?? [];
    if (call.startsWith('GET resources/')) return resources(request, id, searchParams.get('prefix') ?? '');
    throw new Refused(404, 'Not found');
  }

  const http = createServer((request, response) => {
    answer(request, response).then(
      (value) => value !== undefined && response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value)),
      (error: Error) => {
        const status = error instanceof Refused ? error.status : 400;
        response.writeHead(status, { 'content-type': 'application/json', 'x-cld-error': error.message.slice(0, 200).replaceAll('\n', ' ') });
        response.end(JSON.stringify({ error: { message: error.message } }));
      },
    );
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(http.address() as AddressInfo).port}`;
  const server: FakeCloudinary = {
    url: `cloudinary://${key}:${secret}@${cloud}?upload_prefix=http://${host}&secure=false&cname=${host}&signature_algorithm=${algorithm}`,
    secret,
    assets,
    notifications,
    silent: false,
    stop: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return server;
}
