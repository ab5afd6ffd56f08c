import { badInput } from '@ejazz/platform/errors/fault';
import { mostTrends } from '../domain/hashtag-trends';
import type { SubgraphResolvers } from '../generated/graphql';

export const trendingHashtags: SubgraphResolvers['Query']['trendingHashtags'] = async (_root, { first, language }, { deps }) => {
  if (first < 1 || first > mostTrends) throw badInput('first', `"first" must be 1 to ${mostTrends}.`);
  const trends = await deps.readHashtagTrends(language == null ? undefined : languageOf(language));
  return trends.slice(0, first);
};

export const HashtagTrend: SubgraphResolvers['HashtagTrend'] = {
  hashtag: ({ name }) => ({ name }),
};

function languageOf(tag: string): string {
  try {
    return new Intl.Locale(tag).language;
  } catch {
    throw badInput('language', '"language" is no BCP 47 tag.');
  }
}
