import fc from 'fast-check';
import { frameOf, type Variant, variants } from './variants';

const side = fc.integer({ min: 1, max: 16_384 });
const picture = fc.record({ width: side, height: side });
const unit = fc.integer({ min: 0, max: 1_000 }).map((thousandths) => thousandths / 1_000);
const focus = fc.record({ x: unit, y: unit });
const largest: Record<Variant, [number, number]> = {
  THUMBNAIL: [320, 320],
  FEED: [1_080, 1_080],
  FULL: [2_048, 2_048],
  AVATAR: [400, 400],
  BANNER: [1_500, 500],
};

test.each(variants)('%s of any picture has pixels, is no larger than it says, and blows nothing up', (variant) => {
  fc.assert(
    fc.property(picture, focus, (size, point) => {
      const { width, height, part = size } = frameOf(variant, size, point);
      const [most, tallest] = largest[variant];
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(1);
      expect(width).toBeLessThanOrEqual(Math.min(most, part.width));
      expect(height).toBeLessThanOrEqual(Math.min(tallest, part.height));
    }),
  );
});

test.each(['AVATAR', 'BANNER'] as const)('%s is cut within the picture, around what it is about', (variant) => {
  fc.assert(
    fc.property(picture, focus, (size, point) => {
      const { part } = frameOf(variant, size, point);
      if (!part) throw new Error('It is not cut.');
      const { left, top, width, height } = part;
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
      expect(left + width).toBeLessThanOrEqual(size.width);
      expect(top + height).toBeLessThanOrEqual(size.height);
      expect(point.x * size.width).toBeGreaterThanOrEqual(left - 1);
      expect(point.x * size.width).toBeLessThanOrEqual(left + width + 1);
      expect(point.y * size.height).toBeGreaterThanOrEqual(top - 1);
      expect(point.y * size.height).toBeLessThanOrEqual(top + height + 1);
    }),
  );
});

test('what is known of ordinary pictures', () => {
  const middle = { x: 0.5, y: 0.5 };
  expect(frameOf('FULL', { width: 4_000, height: 3_000 }, middle)).toEqual({ width: 2_048, height: 1_536 });
  expect(frameOf('THUMBNAIL', { width: 200, height: 100 }, middle)).toEqual({ width: 200, height: 100 });
  expect(frameOf('AVATAR', { width: 2_000, height: 1_000 }, { x: 0, y: 0 })).toEqual({
    width: 400,
    height: 400,
    part: { left: 0, top: 0, width: 1_000, height: 1_000 },
  });
  expect(frameOf('BANNER', { width: 900, height: 900 }, { x: 1, y: 1 })).toEqual({
    width: 900,
    height: 300,
    part: { left: 0, top: 600, width: 900, height: 300 },
  });
});
