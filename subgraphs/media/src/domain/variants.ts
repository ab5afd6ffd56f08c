export type Variant = 'THUMBNAIL' | 'FEED' | 'FULL' | 'AVATAR' | 'BANNER';
export type Format = 'WEBP' | 'AVIF';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a picture is about: how far from its left and its upper edge, each 0 to 1. */
export interface FocalPoint {
  readonly x: number;
  readonly y: number;
}

/** The part of the upright picture that a variant shows, and how large it shows it. */
export interface Frame extends Size {
  readonly part?: Size & { readonly left: number; readonly top: number };
}

/** Those that fit into a square of so many pixels show the whole picture. */
const squares: Readonly<Partial<Record<Variant, number>>> = { THUMBNAIL: 320, FEED: 1_080, FULL: 2_048 };
/** The others are cut to a shape. */
const shapes: Readonly<Partial<Record<Variant, Size>>> = { AVATAR: { width: 400, height: 400 }, BANNER: { width: 1_500, height: 500 } };

export const variants: readonly Variant[] = ['THUMBNAIL', 'FEED', 'FULL', 'AVATAR', 'BANNER'];
export const formats: readonly Format[] = ['WEBP', 'AVIF'];
export const contentTypeOf = (format: Format) => (format === 'AVIF' ? 'image/avif' : 'image/webp');

export const isCrop = (variant: Variant): boolean => variant in shapes;

/** What a variant shows of a picture of this size, and how large. Nothing is blown up. */
export function frameOf(variant: Variant, picture: Size, focus: FocalPoint): Frame {
  const shape = shapes[variant];
  return shape ? cropped(shape, picture, focus) : fitted(squares[variant] ?? 0, picture);
}

function fitted(side: number, { width, height }: Size): Size {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: scaled(width, scale), height: scaled(height, scale) };
}

function cropped(shape: Size, { width, height }: Size, focus: FocalPoint): Frame {
  const scale = Math.min(width / shape.width, height / shape.height);
  const part = { width: Math.min(width, scaled(shape.width, scale)), height: Math.min(height, scaled(shape.height, scale)) };
  const shown = Math.min(1, 1 / scale);
  return {
    width: scaled(part.width, shown),
    height: scaled(part.height, shown),
    part: { ...part, left: offset(focus.x, part.width, width), top: offset(focus.y, part.height, height) },
  };
}

const scaled = (length: number, scale: number) => Math.max(1, Math.round(length * scale));
/** Where the part begins that has the focus in its middle, or as near to it as the edges allow. */
const offset = (focus: number, part: number, whole: number) => Math.round(Math.min(Math.max(focus * whole - part / 2, 0), whole - part));
