import { deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** Red above, blue below when shown upright; stored lying on its side as phones do, with a place and a device. */
export async function phoneJpeg(width: number, height: number): Promise<Buffer> {
  const upright = await twoHalves(width, height).png().toBuffer();
  return sharp(upright)
    .rotate(-90)
    .withExif({ IFD0: { Make: 'Camera Works' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '59/1 54/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

export const twoHalves = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#f00' } }).composite([
    { input: { create: { width, height: Math.floor(height / 2), channels: 3, background: '#00f' } }, gravity: 'south' },
  ]);

/** Three frames, each of another colour and shown for another time. */
export async function moving(format: 'gif' | 'webp', width: number, height: number): Promise<Buffer> {
  const frame = (background: string) =>
    sharp({ create: { width, height, channels: 3, background } })
      .png()
      .toBuffer();
  const frames = await Promise.all(['#f00', '#0f0', '#00f'].map(frame));
  return sharp(frames, { join: { animated: true } })
    [format]({ delay: [100, 200, 300] })
    .toBuffer();
}

export const svgWithScript = Buffer.from(
  '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
);

const page = Buffer.from('<html><script>alert(document.cookie)</script></html>');

/** Files that are two things at once. */
export const polyglots = {
  /** A script whose first line is what a GIF begins with. */
  script: Buffer.from('GIF89a=1;alert(document.cookie);'),
  /** A page that calls itself a PNG. */
  page: Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), page]),
  /** A container of films that calls itself an AVIF. */
  film: Buffer.from('\0\0\0\x18ftypavif\0\0\0\0avifmif1\0\0\0\x08mdat', 'latin1'),
};

/** A whole picture with a page in a comment and another behind its end. */
export const pictureWithPage = (jpeg: Buffer): Buffer =>
  Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, page.length + 2]), page, jpeg.subarray(2), page]);

/** A few bytes that claim to be 50,000 x 50,000 pixels. */
export function pixelBomb(): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(50_000, 0);
  header.writeUInt32BE(50_000, 4);
  header.set([8, 2], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(1_000))), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** Node has it from 22.2 on. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
