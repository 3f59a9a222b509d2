import type { Node } from '@tiptap/pm/model'
import * as Y from 'yjs'
import { changeBetween } from '../text/textChange.ts'
import type { Drawn } from './readSection.ts'

type Mapping = Map<unknown, Drawn>
/** What stands side by side in a block: an element, or the texts between two elements. */
type Group<Element, Text> = Element | Text[]

/**
 * Two who begin in one empty line make a text each, and the line holds both side by side. The binding would copy one
 * into the other while its writer goes on in it, which scrambles the letters: here each change goes into the text in
 * which it was made, and both stay. Called before the binding writes; what is written is entered in its mapping.
 */
export function writeTextRuns(shared: Y.XmlFragment, node: Node, mapping: Mapping): void {
  const groups = grouped(shared.toArray(), child => (child instanceof Y.XmlText ? child : null))
  const wanted = grouped(node.children, child => (child.isText ? child : null))
  if (node.isTextblock) {
    if (groups.some(group => isRun(group) && group.length > 1))
      writeBlock(shared, node, mapping, groups, wanted)
    return
  }
  const pairs = paired(groups, wanted, mapping)
  for (const [child, drawn] of pairs) {
    if (child instanceof Y.XmlElement && child.nodeName === drawn.type.name) {
      writeTextRuns(child, drawn, mapping)
    }
  }
}

/** Elements and nodes that changed, side by side; none when some came or went among them. */
function paired(
  groups: readonly Group<unknown, Y.XmlText>[],
  wanted: readonly Group<Node, Node>[],
  mapping: Mapping,
): [unknown, Node][] {
  let start = 0
  const isSame = (group: unknown, drawn: unknown): boolean =>
    drawn !== undefined && mapping.get(group) === drawn
  while (start < groups.length && isSame(groups[start], wanted[start])) start++
  let end = 0
  const most = Math.min(groups.length, wanted.length) - start
  while (end < most && isSame(groups.at(-1 - end), wanted.at(-1 - end))) end++
  if (groups.length !== wanted.length) return []
  return wanted
    .slice(start, wanted.length - end)
    .flatMap((drawn, at): [unknown, Node][] => (isRun(drawn) ? [] : [[groups[start + at], drawn]]))
}

function writeBlock(
  shared: Y.XmlFragment,
  node: Node,
  mapping: Mapping,
  groups: readonly Group<unknown, Y.XmlText>[],
  wanted: readonly Group<Node, Node>[],
): void {
  const isEmptied = wanted.length === 0 && groups.length === 1
  const isAlike =
    isEmptied ||
    (groups.length === wanted.length &&
      groups.every((group, at) => isRun(group) || mapping.get(group) === wanted[at]))
  if (!isAlike) return
  groups.forEach((group, at) => {
    const drawn = isEmptied ? [] : wanted[at]
    if (isRun<Y.XmlText>(group) && isRun<Node>(drawn)) writeRun(group, drawn)
  })
  mapping.set(shared, node)
}

/** Brings texts that stand side by side to read as these nodes do. */
function writeRun(run: readonly Y.XmlText[], nodes: readonly Node[]): void {
  const before = run.map(lettersOf)
  const after = nodes.map(({ text }) => text ?? '').join('')
  const change = changeBetween(before.join(''), after, sameUntil(before.join(''), after))
  const lengths = before.map(({ length }) => length)
  if (change) {
    let start = 0
    let left = change.inserted
    run.forEach((text, at) => {
      const length = lengths[at] ?? 0
      const from = Math.max(change.index - start, 0)
      const until = Math.min(change.index + change.removed - start, length)
      const isHere = left !== '' && change.index >= start && change.index <= start + length
      if (until > from) text.delete(from, until - from)
      if (isHere) text.insert(from, left)
      lengths[at] = length - Math.max(until - from, 0) + (isHere ? left.length : 0)
      if (isHere) left = ''
      start += length
    })
  }
  format(run, lengths, nodes)
}

function sameUntil(before: string, after: string): number {
  let at = 0
  while (at < before.length && before[at] === after[at]) at++
  return at
}

function format(run: readonly Y.XmlText[], lengths: readonly number[], nodes: readonly Node[]): void {
  const letters = nodes.map(node => ({ left: node.nodeSize, marks: marksOf(node) }))
  run.forEach((text, at) => {
    const unset = Object.fromEntries(marksIn(text).map(name => [name, null]))
    const delta: { retain: number; attributes: Record<string, unknown> }[] = []
    for (let left = lengths[at] ?? 0; left > 0; ) {
      const next = letters[0]
      if (!next) break
      const retain = Math.min(left, next.left)
      delta.push({ retain, attributes: { ...unset, ...next.marks } })
      left -= retain
      next.left -= retain
      if (next.left === 0) letters.shift()
    }
    if (delta.length > 0) text.applyDelta(delta)
  })
}

/** As the binding writes them; no mark of the sections may overlap itself. */
const marksOf = (node: Node): Record<string, unknown> =>
  Object.fromEntries(node.marks.map(mark => [mark.type.name, mark.attrs]))

const deltaOf = (text: Y.XmlText): { insert: unknown; attributes?: Record<string, unknown> }[] =>
  text.toDelta()
const lettersOf = (text: Y.XmlText): string =>
  deltaOf(text)
    .map(({ insert }) => (typeof insert === 'string' ? insert : '\ufffc'))
    .join('')
const marksIn = (text: Y.XmlText): string[] =>
  deltaOf(text).flatMap(({ attributes }) => Object.keys(attributes ?? {}))

const isRun = <T>(group: unknown): group is T[] => Array.isArray(group)

function grouped<Child, Text>(
  children: readonly Child[],
  textOf: (child: Child) => Text | null,
): Group<Child, Text>[] {
  const groups: Group<Child, Text>[] = []
  for (const child of children) {
    const text = textOf(child)
    const last = groups.at(-1)
    if (text === null) groups.push(child)
    else if (isRun<Text>(last)) last.push(text)
    else groups.push([text])
  }
  return groups
}
