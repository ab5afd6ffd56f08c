import type { FeedNews } from './domain/feed-news';
import type { HashtagTrend } from './domain/hashtag-trends';

/** The signed-in person, known by id alone until a field asks for more. */
export interface ViewerModel {
  readonly id: string;
}

export type HomeFeedNewsModel = FeedNews;

/** A person of the user service. */
export interface UserModel {
  readonly id: string;
}

/** A post of the post service. */
export interface PostModel {
  readonly id: string;
}

export type HashtagTrendModel = HashtagTrend;

/** A hashtag of the post service. */
export interface HashtagModel {
  readonly name: string;
}
