import type { ContentType } from '../domain/limits';
import type { UploadTarget } from '../domain/upload-target';
import type { Format, Size, Variant } from '../domain/variants';
import type { Media } from '../generated/prisma/client';
import type { StoredFile } from './storage';

/** What a file's names are made of. */
export type Named = Pick<Media, 'id' | 'focalX' | 'focalY'> & { readonly revision: string };
/** A file whose variants can be shown. */
export type Shown = Named & Size;

/** What becomes of a file when it has been worked on. */
export interface Kept extends Size {
  readonly blurhash: string;
  readonly animated: boolean;
}

export interface Expected {
  readonly mediaId: string;
  readonly maxBytes: number;
  readonly contentType: ContentType;
}

/** A row that speaks of files. */
export type Spoken = Pick<Media, 'id' | 'revision' | 'status' | 'focalX' | 'focalY'>;

/** Where files are sent, worked on and kept: a folder of this machine, or Cloudinary. One contract test holds both. */
export interface MediaStore {
  /** Before first use; rejects when files could not be kept. */
  prepare(): Promise<void>;
  /** Where a client sends the bytes of a file, for the next 15 minutes. */
  uploadTarget(expected: Expected): UploadTarget;
  /** Makes what pages show at once of what was sent. A Refusal says that nothing can be made of it. Begun again, it does the same. */
  process(received: Named & Pick<Media, 'byteSize'>): Promise<Kept>;
  /** What a file was made of is needed no more. */
  forgetOriginal(media: Named): Promise<void>;
  /** A variant for who may see it; undefined when there is nothing of the file. */
  open(media: Shown, variant: Variant, format: Format): Promise<StoredFile | undefined>;
  /** Where everybody may fetch what everybody may see, nearer to them than here; undefined when there is no such place. */
  publicUrl(media: Shown, variant: Variant, format: Format): string | undefined;
  /** Deletes what was sent and everything that was made of it. Nothing there is no failure. */
  remove(media: Omit<Named, 'revision'> & Pick<Media, 'revision'>): Promise<void>;
  /** Removes what was left behind before then, and of which `spokenOf` does not say that it belongs to something. */
  collect(before: Date, spokenOf: (ids: readonly string[]) => Promise<readonly Spoken[]>): Promise<void>;
}
