import type { Session, User } from './generated/prisma/client';

export type UserModel = User;
export type SessionModel = Session;

/** The signed-in person, known by id alone until a field asks for more. */
export interface ViewerModel {
  readonly id: string;
}

/** A file of the media service. */
export interface MediaModel {
  readonly id: string;
}
