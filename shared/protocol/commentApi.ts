/** Who wrote at a clock under a Yjs client id, as the server knows it (W6). */
export interface AuthorAnswer {
  readonly client: number
  readonly clock: number
  /** '', as is the name, when the server knows that nobody can tell. */
  readonly person: string
  readonly name: string
}
