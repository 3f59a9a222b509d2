/** The largest picture that is taken, in bytes. */
export const MAX_IMAGE = 5 * 1024 * 1024

/** All pictures of one postmortem together, in bytes. */
export const MAX_IMAGES = 100 * 1024 * 1024

/** The kinds of pictures that are taken, told from their first bytes; SVG may hold scripts and is not among them. */
export const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const
export type ImageType = (typeof IMAGE_TYPES)[number]

/** The kind of a picture from its bytes alone, whatever its sender calls it; null for anything else. */
export function imageTypeOf(bytes: Uint8Array): ImageType | null {
  const begins = (at: number, ...values: readonly number[]): boolean =>
    values.every((value, index) => bytes[at + index] === value)
  if (begins(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (begins(0, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (begins(0, 0x47, 0x49, 0x46, 0x38) && (bytes[4] === 0x37 || bytes[4] === 0x39) && bytes[5] === 0x61) {
    return 'image/gif'
  }
  if (begins(0, 0x52, 0x49, 0x46, 0x46) && begins(8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp'
  return null
}

/** What an upload answers: the id made from the bytes, and the address for an image node. */
export interface ImageAnswer {
  readonly image: string
  readonly src: string
  readonly type: ImageType
}
