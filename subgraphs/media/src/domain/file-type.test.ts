import { fileTypeOf } from './file-type';

const ftyp = (...brands: string[]) => {
  const [major = '', ...others] = brands;
  const box = Buffer.from(`    ftyp${major}\0\0\0\0${others.join('')}`, 'latin1');
  box.writeUInt32BE(box.length);
  return Buffer.concat([box, Buffer.from('avif after the box')]);
};

test('a file is what its first bytes say', () => {
  expect(fileTypeOf(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('jpeg');
  expect(fileTypeOf(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))).toBe('png');
  expect(fileTypeOf(Buffer.from('GIF89a'))).toBe('gif');
  expect(fileTypeOf(Buffer.from('RIFF\x10\0\0\0WEBPVP8 '))).toBe('webp');
  expect(fileTypeOf(ftyp('avif', 'mif1'))).toBe('heif');
  expect(fileTypeOf(ftyp('mif1', 'miaf', 'avif'))).toBe('heif');
});

test('anything else is not taken', () => {
  expect(fileTypeOf(Buffer.alloc(0))).toBeUndefined();
  expect(fileTypeOf(Buffer.from([0xff]))).toBeUndefined();
  expect(fileTypeOf(Buffer.from('<svg>'))).toBeUndefined();
  expect(fileTypeOf(Buffer.from('%PDF-1.7'))).toBeUndefined();
  expect(fileTypeOf(Buffer.from('RIFF\x10\0\0\0WAVEfmt '))).toBeUndefined();
  expect(fileTypeOf(ftyp('heic', 'mif1'))).toBeUndefined();
  expect(fileTypeOf(Buffer.from('\0\0\0\x02ftyp'))).toBeUndefined();
});
