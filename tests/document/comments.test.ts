import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { anchorAt, flatText, spanOf } from '../../shared/document/comments/anchor.ts'
import {
  addComment,
  addReply,
  changeComment,
  removeComments,
  resolveThread,
  takeBackComment,
} from '../../shared/document/comments/edit.ts'
import { readAllComments, readComments, storedAnchor } from '../../shared/document/comments/read.ts'
import { addItem, removeItem } from '../../shared/document/edit.ts'
import { bullets, paragraph, writeRichText } from '../../shared/document/richText.ts'
import { commentsOf, EDIT, LISTS, listOf, metaOf, sectionOf } from '../../shared/document/schema.ts'
import { seedUpdate } from '../../shared/document/seed.ts'

const at = (second: number): string => new Date(Date.UTC(2026, 4, 27, 14, 0, second)).toISOString()
const said = (text: string, second = 0, name = 'Alice') => ({ text, at: at(second), name })
const ROW = { in: 'timeline', id: 'row-1' } as const

/** A document with one row, and the others that follow it. */
function documents(count: number): Y.Doc[] {
  return Array.from({ length: count }, () => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, seedUpdate({ title: 'T' }))
    return doc
  })
}
const deliver = (from: Y.Doc, to: Y.Doc): void =>
  Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)))

const sayings = (doc: Y.Doc): string[][] =>
  readComments(doc).map(({ comments }) => comments.map(({ text }) => text))

it('a thread holds what was said in the order of its time, and tells which client wrote it', () => {
  const [alice, bob] = documents(2) as [Y.Doc, Y.Doc]
  addItem(alice, 'timeline', 'row-1', { text: 'alert fired' })
  addComment(alice, 'c1', { about: ROW, question: true, ...said('Which alert?') })
  deliver(alice, bob)
  addReply(bob, 'c1', 'c2', said('The pool one', 5, 'Bob'))
  deliver(bob, alice)
  addReply(alice, 'c1', 'c3', said('Thanks', 3))
  deliver(alice, bob)
  expect(readComments(bob)).toEqual(readComments(alice))
  const [thread] = readComments(bob)
  expect(thread).toMatchObject({ id: 'c1', about: ROW, question: true, resolvedAt: '', resolvedBy: null })
  expect(thread?.comments.map(({ text }) => text)).toEqual(['Which alert?', 'Thanks', 'The pool one'])
  expect(thread?.comments.map(({ author: { client, name } }) => ({ client, name }))).toEqual([
    { client: alice.clientID, name: 'Alice' },
    { client: alice.clientID, name: 'Alice' },
    { client: bob.clientID, name: 'Bob' },
  ])
})

it('whoever writes over the words of another is shown as their author', () => {
  const [alice, mallory] = documents(2) as [Y.Doc, Y.Doc]
  addItem(alice, 'timeline', 'row-1')
  addComment(alice, 'c1', { about: ROW, question: false, ...said('I am not sure') })
  deliver(alice, mallory)
  commentsOf(mallory).get('c1')?.set('text', 'It was all Bob')
  deliver(mallory, alice)
  const [comment] = readComments(alice)[0]?.comments ?? []
  expect(comment).toMatchObject({ text: 'It was all Bob', author: { client: mallory.clientID } })
})

it('[D6] a comment that was changed or taken back stands again after undo', () => {
  const [doc] = documents(1) as [Y.Doc]
  addItem(doc, 'timeline', 'row-1')
  const undo = new Y.UndoManager([commentsOf(doc)], { trackedOrigins: new Set([EDIT]), captureTimeout: 0 })
  addComment(doc, 'c1', { about: ROW, question: false, ...said('first') })
  changeComment(doc, 'c1', said('second', 9))
  expect(readComments(doc)[0]?.comments[0]).toMatchObject({ text: 'second', at: at(0), editedAt: at(9) })
  takeBackComment(doc, 'c1')
  expect(readComments(doc)).toEqual([])
  undo.undo()
  expect(sayings(doc)).toEqual([['second']])
  undo.undo()
  expect(readComments(doc)[0]?.comments[0]).toMatchObject({ text: 'first', editedAt: '' })
})

it('taking back the first comment keeps the replies of others, and a resolved thread can be opened again', () => {
  const [doc] = documents(1) as [Y.Doc]
  addItem(doc, 'timeline', 'row-1')
  addComment(doc, 'c1', { about: ROW, question: false, ...said('oops') })
  addReply(doc, 'c1', 'c2', said('no harm', 1, 'Bob'))
  takeBackComment(doc, 'c1')
  expect(sayings(doc)).toEqual([['', 'no harm']])
  resolveThread(doc, 'c1', { at: at(7), name: 'Bob' })
  expect(readComments(doc)[0]).toMatchObject({ resolvedAt: at(7), resolvedBy: { name: 'Bob' } })
  resolveThread(doc, 'c1', { at: '', name: 'Bob' })
  expect(readComments(doc)[0]).toMatchObject({ resolvedAt: '', resolvedBy: null })
  takeBackComment(doc, 'c2')
  expect(readComments(doc)).toEqual([])
})

it('the comments of a deleted row go with it and come back with undo, under the names of their authors', () => {
  const [alice, bob] = documents(2) as [Y.Doc, Y.Doc]
  addItem(alice, 'timeline', 'row-1', { text: 'alert' })
  addComment(alice, 'c1', { about: ROW, question: false, ...said('Which?') })
  deliver(alice, bob)
  const roots = [metaOf(bob), commentsOf(bob), ...LISTS.map(list => listOf(bob, list))]
  const undo = new Y.UndoManager(roots, { trackedOrigins: new Set([EDIT]) })
  removeItem(bob, 'timeline', 'row-1')
  expect(readComments(bob)).toEqual([])
  undo.undo()
  expect(readComments(bob)[0]?.comments[0]?.author.client).toBe(alice.clientID)
  deliver(bob, alice)
  expect(sayings(alice)).toEqual([['Which?']])
})

it('[D10] comments that a redaction removes are in no state of the document any more', () => {
  const [doc] = documents(1) as [Y.Doc]
  addItem(doc, 'timeline', 'row-1')
  addComment(doc, 'c1', { about: ROW, question: false, ...said('the customer is Acme') })
  addReply(doc, 'c1', 'c2', said('Acme indeed', 1))
  removeItem(doc, 'timeline', 'row-1')
  expect(readAllComments(doc)).toHaveLength(1)
  removeComments(doc, thread => thread === 'c1')
  expect(Buffer.from(Y.encodeStateAsUpdate(doc)).toString('latin1')).not.toContain('Acme')
})

it('what a modified client wrote in another shape is left out', () => {
  const [doc] = documents(1) as [Y.Doc]
  addItem(doc, 'timeline', 'row-1')
  const root = doc.getMap('comments')
  root.set('word', 'a word')
  for (const about of [
    undefined,
    null,
    7,
    { in: 'facts', id: 'x' },
    { in: 'section', section: 'nope' },
    { in: 'timeline' },
  ])
    root.set(
      `c-${String(about)}-${Math.abs(JSON.stringify(about ?? '').length)}`,
      new Y.Map(Object.entries({ thread: '', about, text: 'x' })),
    )
  root.set('loop', new Y.Map(Object.entries({ thread: 'loop', text: 'x' })))
  root.set(
    'odd',
    new Y.Map(Object.entries({ about: ROW, text: 'kept', at: 5, question: 'yes', resolved: {} })),
  )
  expect(readComments(doc)).toMatchObject([
    { id: 'odd', question: false, resolvedAt: '', comments: [{ text: 'kept', at: '' }] },
  ])
})

type Step = {
  do: 'add' | 'reply' | 'change' | 'take' | 'resolve' | 'row'
  pick: number
  who: number
  to: number
}
const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('add', 'reply', 'change', 'take', 'resolve', 'row'),
  pick: fc.nat(5),
  who: fc.nat(3),
  to: fc.nat(3),
})

it('[D5] threads written by several people at once are the same on all sides', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), steps => {
      const docs = documents(4)
      for (const [n, { do: what, pick, who, to }] of steps.entries()) {
        const doc = docs[who] as Y.Doc
        const ids = [...commentsOf(doc).keys()]
        const id = ids[pick % Math.max(1, ids.length)] ?? ''
        if (what === 'add')
          addComment(doc, `c${n}`, {
            about: { in: 'timeline', id: `row-${pick}` },
            question: pick > 2,
            ...said(`s${n}`, n),
          })
        else if (what === 'reply') addReply(doc, id, `c${n}`, said(`r${n}`, n))
        else if (what === 'change') changeComment(doc, id, said(`e${n}`, n))
        else if (what === 'take') takeBackComment(doc, id)
        else if (what === 'resolve') resolveThread(doc, id, { at: pick > 2 ? at(n) : '', name: `p${who}` })
        else if (pick > 3) removeItem(doc, 'timeline', `row-${pick % 3}`)
        else addItem(doc, 'timeline', `row-${pick}`)
        deliver(doc, docs[to] as Y.Doc)
      }
      for (const from of docs) for (const to of docs) deliver(from, to)
      for (const from of docs) for (const to of docs) deliver(from, to)
      const [first, ...others] = docs.map(doc => readComments(doc))
      for (const other of others) expect(other).toEqual(first)
    }),
    { numRuns: 200 },
  )
})

function withSummary(): Y.Doc {
  const [doc] = documents(1) as [Y.Doc]
  const blocks = [paragraph('One payment in five failed.'), bullets(['the pool was full', 'nobody saw it'])]
  doc.transact(() => writeRichText(sectionOf(doc, 'summary'), blocks))
  return doc
}
const words = (doc: Y.Doc, thread: string, quote: string): string | null => {
  const anchor = storedAnchor(doc, thread)
  const span = anchor && spanOf(doc, 'summary', anchor, quote)
  return span && flatText(doc, 'summary').slice(span.start, span.end)
}
function commentOn(doc: Y.Doc, quote: string): void {
  const start = flatText(doc, 'summary').indexOf(quote)
  const anchor = anchorAt(doc, 'summary', { start, end: start + quote.length })
  if (!anchor) throw new Error('no anchor')
  expect(anchor.quote).toBe(quote)
  addComment(doc, 'c1', {
    about: { in: 'section', section: 'summary', ...anchor },
    question: false,
    ...said('?'),
  })
}
const pieceOf = (doc: Y.Doc, text: string): Y.XmlText => {
  const found = [...sectionOf(doc, 'summary').createTreeWalker(node => node instanceof Y.XmlText)].find(
    node => String(node).includes(text),
  )
  return found as unknown as Y.XmlText
}

it('a comment on words of a section follows them, and what is typed beside them stays outside', () => {
  const doc = withSummary()
  commentOn(doc, 'in five')
  const text = pieceOf(doc, 'One payment')
  text.insert(0, 'About ')
  text.insert(text.toString().indexOf('in five') + 'in five'.length, ' or six')
  text.insert(text.toString().indexOf('in five') + 3, 'exactly ')
  expect(words(doc, 'c1', 'in five')).toBe('in exactly five')
})

it('space around the selected words is not part of them, and space alone cannot be commented on', () => {
  const doc = withSummary()
  const start = flatText(doc, 'summary').indexOf(' in five ')
  expect(anchorAt(doc, 'summary', { start, end: start + ' in five '.length })?.quote).toBe('in five')
  expect(anchorAt(doc, 'summary', { start, end: start + 1 })).toBeNull()
})

it('a comment may reach over several blocks', () => {
  const doc = withSummary()
  commentOn(doc, 'failed.\nthe pool was full\nnobody')
  pieceOf(doc, 'the pool').insert(0, 'that ')
  expect(words(doc, 'c1', 'failed.\nthe pool was full\nnobody')).toBe(
    'failed.\nthat the pool was full\nnobody',
  )
})

it('words that an edit took out and put back are found again, and words that are gone are not', () => {
  const doc = withSummary()
  commentOn(doc, 'the pool was full')
  pieceOf(doc, 'the pool').delete(0, 'the pool was full'.length)
  expect(words(doc, 'c1', 'the pool was full')).toBeNull()
  sectionOf(doc, 'summary').insert(0, [new Y.XmlElement('paragraph')])
  ;(sectionOf(doc, 'summary').get(0) as Y.XmlElement).insert(0, [new Y.XmlText('So the pool was full.')])
  expect(words(doc, 'c1', 'the pool was full')).toBe('the pool was full')
})

it('words between which a line break came or went are the same words', () => {
  const doc = withSummary()
  commentOn(doc, 'One payment in five failed.')
  const split = (before: string, after: string): void =>
    doc.transact(() => {
      // As an editor splits a line: the rest becomes other letters in a line of its own.
      const text = pieceOf(doc, 'One payment')
      text.delete(before.length, after.length)
      const line = new Y.XmlElement('paragraph')
      sectionOf(doc, 'summary').insert(1, [line])
      line.insert(0, [new Y.XmlText(after)])
    })
  split('On', 'e payment in five failed.')
  expect(words(doc, 'c1', 'One payment in five failed.')).toBe('On\ne payment in five failed.')
})

it('words that are changed stay the ones that are meant, whatever else reads as they did', () => {
  const doc = withSummary()
  commentOn(doc, 'the pool was full')
  pieceOf(doc, 'the pool').insert('the pool was '.length, 'nearly ')
  pieceOf(doc, 'One payment').insert(0, 'So the pool was full. ')
  expect(words(doc, 'c1', 'the pool was full')).toBe('the pool was nearly full')
})
