import { type DemoFollow, makeFollows } from './follows';
import { type DemoPerson, makePeople } from './people';
import { type DemoPicture, makePictures } from './pictures';
import { type DemoPost, makePosts } from './posts';
import { createRandom } from './random';
import { type DemoComment, type DemoLike, makeComments, makeLikes } from './reactions';
import { type DemoRelations, makeRelations } from './relations';
import { type DemoRepost, makeReposts, withQuotes } from './sharing';

export { demoGuides, demoPassword } from './people';

/** A small network with the shape of a real one: few are followed by many, most posts are liked by few. */
export interface DemoWorld {
  readonly people: readonly DemoPerson[];
  readonly follows: readonly DemoFollow[];
  readonly relations: DemoRelations;
  readonly pictures: readonly DemoPicture[];
  readonly posts: readonly DemoPost[];
  readonly comments: readonly DemoComment[];
  readonly likes: readonly DemoLike[];
  readonly reposts: readonly DemoRepost[];
}

export interface DemoSize {
  readonly people: number;
  readonly posts: number;
  readonly pictures: number;
}

export const fullSize: DemoSize = { people: 100, posts: 1_000, pictures: 60 };

/** The world as it stands at `now`: everything happened in the thirty days before. */
export function makeWorld(now: Date, size: DemoSize = fullSize): DemoWorld {
  const random = createRandom(2_026);
  const people = makePeople(size.people, now, random);
  const follows = makeFollows(people, now, random);
  const relations = makeRelations(people);
  const pictures = makePictures(people, size.pictures, now, random);
  const plain = makePosts(people, pictures, size.posts, now, random);
  const comments = makeComments(people, plain, now, random);
  const likes = makeLikes(people, plain, now, random);
  const posts = withQuotes(plain, random);
  const reposts = makeReposts(people, posts, now, random);
  return { people, follows, relations, pictures, posts, comments, likes, reposts };
}
