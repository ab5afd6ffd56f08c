import type { Connection } from '@ejazz/platform/pagination/connection';
import type { RelationList } from './domain/graph/relation-lists';
import type { Session, User } from './generated/prisma/client';

export type UserModel = User;
export type SessionModel = Session;

/** What a person has set of their own privacy. */
export type PrivacySettingsModel = User;

/** A page of one of a person's own lists. */
export interface PersonConnectionModel {
  readonly edges: (Connection<UserModel>['edges'][number] & { readonly since: Date })[];
  readonly nodes: UserModel[];
  readonly pageInfo: Connection<UserModel>['pageInfo'];
  readonly list: RelationList;
  readonly ownerId: string;
}

/** The signed-in person, known by id alone until a field asks for more. */
export interface ViewerModel {
  readonly id: string;
}

/** A file of the media service. */
export interface MediaModel {
  readonly id: string;
}
