import sharp from 'sharp';

/** A real JPEG as a phone makes it: with a location, and lying on its side. Sizes in pixels, as shown upright. */
export function jpegWithLocation(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width: height, height: width, channels: 3, background: '#357' } })
    .withExif({ IFD0: { Artist: 'somebody' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '59/1 54/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}
