/** A part of a file, its first and last byte included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * What a Range header asks of a file of so many bytes: undefined for all of it, also when the header is nonsense or asks for several parts,
 * which a server may leave unheard (RFC 9110, 14.2).
 */
export function byteRange(header: string | undefined, size: number): ByteRange | 'NOT_SATISFIABLE' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/i.exec(header?.replace(/\s/g, '') ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') return Number(last) === 0 || size === 0 ? 'NOT_SATISFIABLE' : { start: Math.max(0, size - Number(last)), end: size - 1 };
  if (last !== '' && Number(last) < Number(first)) return undefined;
  if (Number(first) >= size) return 'NOT_SATISFIABLE';
  return { start: Number(first), end: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}
