/** Where a thing comes from when it is brought in rather than made now, such as demo data of the past. */
export interface Origin {
  readonly id?: string;
  readonly createdAt?: Date;
}
