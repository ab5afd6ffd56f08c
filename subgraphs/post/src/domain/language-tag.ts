const longest = 35;

/** The canonical form of a BCP 47 tag; undefined when it is none. */
export function languageTag(tag: string): string | undefined {
  if (tag.length > longest) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
