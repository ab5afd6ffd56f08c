import { handleDigest } from '@ejazz/events/handle-digest';
import type { Tx } from '../../deps';
import type { Facet } from './facet';
import { findMarks, type Mark } from './find-marks';

/** More people, or hashtags, than this are plain text: nobody calls a crowd by one post. */
const mostPeople = 50;
const mostHashtags = 30;

/** What stands in each text, in as many statements for one as for many. Who is mentioned by a name that nobody has is not. */
export async function parseFacets(tx: Tx, texts: readonly string[]): Promise<Facet[][]> {
  const marks = texts.map((text) => within(findMarks(text)));
  const digests = new Set(marks.flat().flatMap((mark) => (mark.kind === 'handle' ? [handleDigest(mark.handle)] : [])));
  const people = digests.size > 0 ? await tx.handle.findMany({ where: { digest: { in: [...digests] } } }) : [];
  const byDigest = new Map(people.map(({ digest, userId }) => [digest, userId]));
  return marks.map((found) => found.flatMap((mark) => facetOf(mark, byDigest)));
}

function facetOf(mark: Mark, people: ReadonlyMap<string, string>): Facet[] {
  if (mark.kind !== 'handle') return [mark];
  const userId = people.get(handleDigest(mark.handle));
  return userId === undefined ? [] : [{ kind: 'mention', start: mark.start, end: mark.end, userId }];
}

function within(marks: readonly Mark[]): Mark[] {
  const seen = { handle: new Set<string>(), hashtag: new Set<string>() };
  return marks.filter((mark) => {
    if (mark.kind === 'link') return true;
    const known = seen[mark.kind];
    const [word, most] = mark.kind === 'handle' ? [mark.handle, mostPeople] : [mark.name, mostHashtags];
    if (known.size < most) known.add(word);
    return known.has(word);
  });
}
