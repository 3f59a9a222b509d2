/** A picture as it is kept: its bytes are what its id was made from, so that it never changes. */
export interface StoredImage {
  /** An image type that was told from the bytes, such as `image/png`. */
  readonly type: string
  readonly bytes: Uint8Array
}

/** The pictures of postmortems, each under an id that follows from its bytes. */
export interface ImageStore {
  /** Keeps a picture; one that is there already stays as it is. */
  put(postmortem: string, id: string, image: StoredImage, at: number): Promise<void>
  get(postmortem: string, id: string): Promise<StoredImage | null>
  /** How many pictures a postmortem has and how many bytes they take, one under `except` aside. */
  size(postmortem: string, except: string): Promise<{ readonly count: number; readonly bytes: number }>
  /** Removes for good the pictures of a postmortem that are not in `kept` (D10). */
  keepOnly(postmortem: string, kept: readonly string[]): Promise<void>
}
