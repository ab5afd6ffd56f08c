// How much of sharp's speed is left when a picture goes through the service? `npm run build && node bench/media/media.mjs`: the same photographs, in
// turns, uploaded over HTTP until they are READY (signed target, disk, database, job, blurhash, event), and given to sharp alone, which makes the
// same three WebP sizes from one decoding and writes them. The ratio holds from machine to machine, pictures a second do not.
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHouse } from '../house.mjs';

const require = createRequire(new URL('../../subgraphs/media/package.json', import.meta.url));
const sharp = require('sharp');
const { createUpload } = require('./dist/domain/create-upload.js');
const { newId } = require('@ejazz/platform/ids/id');

const [turns, perTurn, atOnce] = [3, 12, 2];
const folder = mkdtempSync(join(tmpdir(), 'ejazz-bench-media-'));

/** A photograph of 12 million pixels with something to compress, lying on its side. */
const photograph = (seed) =>
  sharp({ create: { width: 4_000, height: 3_000, channels: 3, background: '#357', noise: { type: 'gaussian', mean: 100 + 5 * seed, sigma: 30 } } })
    .blur(2)
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 88 })
    .toBuffer();

const encoding = { quality: 82, effort: 2 };
async function sharpAlone(bytes, name) {
  const upright = sharp(bytes, { failOn: 'error' }).autoOrient().resize({ width: 2_048, height: 2_048, fit: 'inside' });
  const { data, info: raw } = await upright.raw().toBuffer({ resolveWithObject: true });
  const sizes = [2_048, 1_080, 320].map(async (side) => {
    const file = await sharp(data, { raw }).resize({ width: side, height: side, fit: 'inside' }).webp(encoding).toBuffer();
    await writeFile(join(folder, `${name}.${side}.webp`), file);
  });
  await Promise.all(sizes);
}

async function uploaded({ deps }, bytes) {
  const { value } = await createUpload(deps, newId('usr'), { contentType: 'IMAGE_JPEG', byteSize: bytes.length });
  const { url, method } = value.upload;
  const reply = await fetch(url, { method, body: bytes });
  if (reply.status !== 202) throw new Error(`${reply.status} ${await reply.text()}`);
  return value.mediaId;
}

async function allReady({ deps }, ids) {
  while ((await deps.db.media.count({ where: { id: { in: ids }, status: 'READY' } })) < ids.length)
    await new Promise((resolve) => setTimeout(resolve, 250));
}

async function inTurn(items, work) {
  const waiting = [...items.entries()];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await work(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Pictures a second, and seconds of the processor (of this process, where all but PostgreSQL runs) that one takes: the latter bears a busy machine. */
const measured = async (work) => {
  const [began, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return { perSecond: (1_000 * perTurn) / (performance.now() - began), cpu: (user + system) / 1e6 / perTurn };
};
const median = (numbers) => [...numbers].sort((one, other) => one - other)[numbers.length >> 1];

const { house, remove } = await startHouse('postgres');
try {
  const photographs = await Promise.all(Array.from({ length: perTurn }, (_, index) => photograph(index)));
  const ours = async () => {
    const ids = [];
    await inTurn(photographs, async (bytes) => void ids.push(await uploaded(house.media, bytes)));
    await allReady(house.media, ids);
  };
  const theirs = () => inTurn(photographs, sharpAlone);
  await sharpAlone(photographs[0], 'first');
  const figures = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const [alone, through] = [await measured(theirs), await measured(ours)];
    figures.push({ speed: through.perSecond / alone.perSecond, cpu: alone.cpu / through.cpu });
    const tell = ({ perSecond, cpu }) => `${perSecond.toFixed(2)}/s at ${cpu.toFixed(2)} s of the processor each`;
    console.log(`  sharp alone ${tell(alone)}; through the service ${tell(through)}`);
  }
  const of = (name) => median(figures.map((figure) => figure[name])).toFixed(2);
  console.log(
    `median of pictures/s ${of('speed')}, of pictures a second of the processor ${of('cpu')} (at least 0.9); ${perTurn} a turn, ${atOnce} at once`,
  );
} finally {
  await remove();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
