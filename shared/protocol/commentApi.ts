/** Who wrote under a Yjs client id, as the server knows it (W6). */
export interface AuthorAnswer {
  readonly client: number
  readonly person: string
  readonly name: string
}
