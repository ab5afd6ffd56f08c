import type { SubgraphResolvers } from '../generated/graphql';

const types = { mention: 'MentionFacet', hashtag: 'HashtagFacet', link: 'LinkFacet' } as const;

export const Facet: SubgraphResolvers['Facet'] = { __resolveType: ({ kind }) => types[kind] };
export const MentionFacet: SubgraphResolvers['MentionFacet'] = { user: ({ userId }) => ({ id: userId }) };
export const HashtagFacet: SubgraphResolvers['HashtagFacet'] = { hashtag: ({ name }) => ({ name }) };
