/** The signed-in person, known by id alone until a field asks for more. */
export interface ViewerModel {
  readonly id: string;
}

/** A post of the post service. */
export interface PostModel {
  readonly id: string;
}
