import type { Editor } from '@tiptap/core'

/**
 * The picture files of a paste or a drop. Text that brings a picture of itself along, as office programs do, is text;
 * a picture copied from a page brings a line of HTML along, and is a picture.
 */
export function picturesIn(data: DataTransfer | null): readonly File[] {
  const files = [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'))
  if (files.length === 0) return []
  const html = data?.getData('text/html') ?? ''
  const body = new DOMParser().parseFromString(html, 'text/html').body
  return body.textContent?.trim() || body.querySelector('table') ? [] : files
}

/** Puts a picture below the line at a position, in place of an empty one; a line to go on writing stays below it. */
export function insertPicture(editor: Editor, src: string, position: number): void {
  const { doc, schema, tr } = editor.state
  const image = schema.nodes.image?.create({ src, alt: '' })
  const line = schema.nodes.paragraph?.create()
  if (!image || !line) return
  const $at = doc.resolve(Math.min(position, doc.content.size))
  const isLine = $at.parent.isTextblock
  const isEmpty = isLine && $at.parent.content.size === 0 && $at.depth === 1
  const from = isEmpty ? $at.before() : isLine ? $at.after() : $at.pos
  const to = isEmpty ? $at.after() : from
  const isLast = to === doc.content.size
  tr.replaceWith(from, to, isLast ? [image, line] : [image])
  editor.view.dispatch(tr)
}
