import sharp from 'sharp';

const numbersIn = (step: string) =>
  Object.fromEntries([...step.matchAll(/(?:^|,)([hwxyq])_(\d+)/g)].map(([, name, value]) => [name ?? '', Number(value)])) as Record<string, number>;

/** Does with a picture what a chained transformation says; an unknown step is an error, as it is there. */
export async function transform(original: Buffer, transformation: string): Promise<{ content: Buffer; contentType: string }> {
  let content = original;
  let animated = true;
  let contentType = '';
  for (const step of transformation.split('/')) {
    const { w: width = 0, h: height = 0, x: left = 0, y: top = 0, q: quality = 80 } = numbersIn(step);
    const picture = () => sharp(content, { animated }).autoOrient();
    const lossless = (changed: sharp.Sharp) => changed.webp({ lossless: true, effort: 0 }).toBuffer();
    if (step === 'pg_1') animated = false;
    else if (step.startsWith('c_limit,')) content = await lossless(picture().resize({ width, height, fit: 'inside', withoutEnlargement: true }));
    else if (step.startsWith('c_crop,')) content = await lossless(picture().extract({ left, top, width, height }));
    else if (step.startsWith('c_scale,')) content = await lossless(picture().resize({ width, height, fit: 'fill' }));
    else if (step.startsWith('f_webp')) [content, contentType] = [await picture().webp({ quality }).toBuffer(), 'image/webp'];
    else if (step.startsWith('f_avif')) [content, contentType] = [await picture().avif({ quality, effort: 0 }).toBuffer(), 'image/avif'];
    else throw new Error(`Invalid transformation component - ${step}`);
  }
  return { content, contentType };
}
