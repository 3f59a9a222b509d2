import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { addItem, removeItem, updateItem } from '../../shared/document/edit.ts'
import { readPostmortem } from '../../shared/document/read.ts'
import { createPostmortemReader } from '../../shared/document/reader.ts'
import { LISTS, listOf, textOf } from '../../shared/document/schema.ts'
import { seedUpdateFrom } from '../../shared/document/seed.ts'
import { examplePostmortem } from '../../shared/example/examplePostmortem.ts'
import { Random } from '../support/random.ts'
import { writeRandomTree } from '../support/randomTrees.ts'

/** The example as a room holds it, and a modified client's copy that writes into it. */
function documents(): { doc: Y.Doc; writer: Y.Doc } {
  const [doc, writer] = [new Y.Doc(), new Y.Doc()]
  Y.applyUpdate(doc, seedUpdateFrom(examplePostmortem()))
  Y.applyUpdate(writer, Y.encodeStateAsUpdate(doc))
  writer.on('update', update => Y.applyUpdate(doc, update))
  return { doc, writer }
}

it('[D3] what a reader keeps is what reading it all again would give, whatever anybody writes', () => {
  const { doc, writer } = documents()
  const reader = createPostmortemReader(doc, 'p')
  const random = new Random(20_261_127)
  for (let turn = 0; turn < 400; turn++) {
    const list = random.pick(LISTS)
    const ids = [...listOf(doc, list).keys()]
    const id = ids[random.below(Math.max(1, ids.length))] ?? ''
    const how = random.below(6)
    if (how === 0) addItem(doc, list, `new ${turn}`, { text: 'new' })
    else if (how === 1) removeItem(doc, list, id)
    else if (how === 2) textOf(doc, list, id)?.insert(0, 'typed ')
    else if (how === 3) updateItem(doc, 'timeline', id, { state: random.pick(['draft', 'confirmed']) })
    else writeRandomTree(writer, random)
    expect(reader.read()).toEqual(readPostmortem(doc, 'p'))
  }
})

it('[W8] a letter in one event costs the reading of one, and nothing is read again when nothing changed', () => {
  const { doc } = documents()
  const reader = createPostmortemReader(doc, 'p')
  const before = reader.read()
  expect(reader.read()).toBe(before)
  const [first] = before.timeline
  textOf(doc, 'timeline', first?.id ?? '')?.insert(0, 'x')
  const after = reader.read()
  expect(after.timeline.filter((row, at) => row !== before.timeline[at])).toHaveLength(1)
  expect(after.summary).toBe(before.summary)
  expect(after.actions).toBe(before.actions)
})
