import { LinkifyIt } from 'linkify-it';

/** Addresses of the web, also without https:// where the ending is a known one; not of mail or files. */
const linkify = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: false, maxLength: 2_000 }).add('ftp:', null).add('mailto:', null).add('//', null);

export interface Link {
  readonly start: number;
  readonly end: number;
  readonly url: string;
}

export function findLinks(text: string): Link[] {
  return (linkify.match(text) ?? []).flatMap(({ index, lastIndex, schema, raw }) => {
    const url = schema === '' ? `https://${raw}` : raw;
    return URL.canParse(url) ? [{ start: index, end: lastIndex, url: new URL(url).href }] : [];
  });
}
