import * as Y from 'yjs'

/** Values nest this deep at most: what is read level by level has to be written again level by level. */
const DEEPEST = 100

/**
 * Whether Yjs can write again what it read here. It makes a key `__proto__` the prototype of a value, which then may
 * pass for bytes that are none; values of any depth can be read, and of fewer written; and the options of a document
 * within the document may be anything. None of it is made by an honest client, and one of it in a room would end
 * every reading of the whole document (W6).
 */
export function isWritable(content: Y.Item['content']): boolean {
  if (content instanceof Y.ContentDoc) return false
  if (content instanceof Y.ContentAny) return arePlain(content.arr)
  if (content instanceof Y.ContentJSON) return arePlain(content.arr)
  if (content instanceof Y.ContentEmbed) return arePlain([content.embed])
  if (content instanceof Y.ContentFormat) return arePlain([content.value])
  return true
}

function arePlain(values: readonly unknown[]): boolean {
  let level: readonly unknown[] = values
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return false
    const next: unknown[] = []
    for (const value of level) {
      if (typeof value !== 'object' || value === null || isBytes(value)) continue
      if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return false
      for (const inner of Object.values(value)) next.push(inner)
    }
    level = next
  }
  return true
}

const isBytes = (value: object): boolean =>
  ArrayBuffer.isView(value) && Object.getPrototypeOf(value) === Uint8Array.prototype
