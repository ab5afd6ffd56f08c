/** How many bytes from the start of a file tell its type. */
export const headLength = 64;

/**
 * The type of a file by its first bytes, as sharp names it; undefined for anything that is not taken. Asked before sharp sees the
 * file, so that its many other readers (SVG among them) never do.
 */
export function fileTypeOf(head: Buffer): 'jpeg' | 'png' | 'webp' | 'gif' | 'heif' | undefined {
  const text = head.toString('latin1');
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'gif';
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return 'webp';
  // An AVIF file is a HEIF container whose list of brands says so.
  if (text.startsWith('ftyp', 4) && brandsOf(head, text).some((brand) => brand === 'avif' || brand === 'avis')) return 'heif';
  return undefined;
}

function brandsOf(head: Buffer, text: string): string[] {
  const end = Math.min(head.readUInt32BE(), head.length);
  return [text.slice(8, 12), ...(text.slice(16, end).match(/.{4}/gs) ?? [])];
}
