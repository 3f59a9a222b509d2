import type { Postmortem, RichNode } from './postmortem.ts'
import { SECTIONS } from './postmortem.ts'

const PATH = /^\/api\/postmortems\/([0-9a-z][0-9a-z-]{3,63})\/images\/([0-9a-f]{64})$/

/** The address of a stored picture, as an image node's `src` has it: relative, so that it outlives a move of the server. */
export const imagePath = (postmortem: string, image: string): string =>
  `/api/postmortems/${postmortem}/images/${image}`

/** Whose picture an address names; null for every other address, which is only ever linked. */
export function readImagePath(src: unknown): { readonly postmortem: string; readonly image: string } | null {
  const match = typeof src === 'string' ? PATH.exec(src) : null
  return match ? { postmortem: match[1] ?? '', image: match[2] ?? '' } : null
}

/** The same postmortem under another id, its pictures' addresses included. */
export function copyFor(postmortem: Postmortem, id: string): Postmortem {
  const own = imagePath(postmortem.id, '')
  const moved = (key: string, value: unknown): unknown =>
    key === 'src' && typeof value === 'string' && value.startsWith(own)
      ? imagePath(id, value.slice(own.length))
      : value
  return { ...(JSON.parse(JSON.stringify(postmortem), moved) as Postmortem), id }
}

/** The ids of a postmortem's own pictures that its sections show. */
export function imagesIn(postmortem: Postmortem): readonly string[] {
  const found = new Set<string>()
  const visit = (node: RichNode): void => {
    const path = node.type === 'image' ? readImagePath(node.attrs?.src) : null
    if (path?.postmortem === postmortem.id) found.add(path.image)
    for (const child of node.content ?? []) visit(child)
  }
  for (const name of SECTIONS) for (const node of postmortem[name]) visit(node)
  return [...found]
}
