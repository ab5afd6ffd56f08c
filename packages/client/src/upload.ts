export { randomId } from './upload/random-id.ts';
export { type Upload, type UploadedMedia, UploadFailed, UploadRefused, uploadMedia } from './upload/upload-media.ts';
