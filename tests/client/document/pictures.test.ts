import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ActionItem, Factor, Why } from '../../../shared/document/postmortem.ts'
import { actionMap } from '../../../shared/pictures/actionMap.ts'
import type { Picture, Words } from '../../../shared/pictures/picture.ts'
import { INCIDENT, whyGraph } from '../../../shared/pictures/whyGraph.ts'

const words = (id: string): Words => ({ text: `text ${id}`, note: '', tone: 'plain' })
const why = (id: string, ...parents: string[]): Why => ({
  id,
  text: id,
  parents,
  evidence: '',
  systemic: false,
  order: id,
})
const factor = (id: string, chosen = false): Factor => ({
  id,
  text: id,
  category: '',
  group: '',
  order: id,
  chosen,
  waiver: '',
  rows: [],
})
const action = (id: string, ...factors: string[]): ActionItem => ({
  ...{
    id,
    text: id,
    factors,
    owner: '',
    due: '',
    status: 'open',
    reason: '',
    tracker: '',
    type: '',
    order: id,
  },
})

const overlapping = ({ boxes }: Picture): string[] =>
  boxes.flatMap((one, place) =>
    boxes
      .slice(place + 1)
      .filter(
        two =>
          one.x < two.x + two.width &&
          two.x < one.x + one.width &&
          one.y < two.y + two.height &&
          two.y < one.y + one.height,
      )
      .map(two => `${one.id} ${two.id}`),
  )
const linesOf = ({ lines }: Picture): string[] => lines.map(({ from, to }) => `${from || 'incident'}>${to}`)

it('a why of two is drawn once, below both, with a line from each', () => {
  const picture = whyGraph(
    [why('a', 'f'), why('b', 'g'), why('c', 'a', 'b')],
    [factor('f'), factor('g')],
    words,
  )
  const box = (id: string) => picture?.boxes.find(each => each.id === id)
  expect(picture?.boxes.map(({ id }) => id)).toEqual(['f', 'g', 'a', 'b', 'c'])
  expect(picture && linesOf(picture)).toEqual(['f>a', 'g>b', 'a>c', 'b>c'])
  expect(box('c')?.y).toBeGreaterThan(box('b')?.y ?? Number.NaN)
})

it('what answers nothing, or something that is gone, answers the incident', () => {
  const picture = whyGraph([why('a'), why('b', 'deleted')], [factor('f')], words)
  expect(picture?.boxes.map(({ id }) => id)).toEqual([INCIDENT, 'a', 'b'])
  expect(picture && linesOf(picture)).toEqual(['incident>a', 'incident>b'])
})

it('any graph, circles among them, is drawn whole: each why once, every line, nothing on top of another', () => {
  const graphs = fc.integer({ min: 1, max: 30 }).chain(count =>
    fc.array(fc.array(fc.integer({ min: 0, max: count + 2 }), { maxLength: 3 }), {
      minLength: count,
      maxLength: count,
    }),
  )
  fc.assert(
    fc.property(graphs, parents => {
      const whys = parents.map((ids, at) =>
        why(`w${at}`, ...ids.map(id => (id < 3 ? `f${id}` : `w${id - 3}`))),
      )
      const picture = whyGraph(whys, [factor('f0'), factor('f1'), factor('f2')], words)
      const ids = picture?.boxes.map(({ id }) => id) ?? []
      expect(new Set(ids).size).toBe(ids.length)
      for (const { id } of whys) expect(ids).toContain(id)
      expect(picture && overlapping(picture)).toEqual([])
      for (const { id, parents: above } of whys)
        for (const parent of new Set(above))
          if (parent !== id && ids.includes(parent))
            expect(linesOf(picture as Picture)).toContain(`${parent}>${id}`)
    }),
  )
})

it('200 whys in one chain are drawn; more are left to the list', () => {
  const chain = (count: number): Why[] =>
    Array.from({ length: count }, (_, at) => why(`w${at}`, at === 0 ? 'f' : `w${at - 1}`))
  expect(whyGraph(chain(200), [factor('f')], words)?.boxes).toHaveLength(201)
  expect(whyGraph(chain(201), [factor('f')], words)).toBeNull()
})

it('a graph that nobody could follow is left to the list at once, and does not keep anybody waiting', () => {
  const dense = Array.from({ length: 100 }, (_, at) =>
    why(`w${at}`, 'f', ...Array.from({ length: at }, (_each, to) => `w${to}`)),
  )
  const wide = Array.from({ length: 190 }, (_, at) => why(`w${at}`, 'f', ...(at > 0 ? [`w${at - 1}`] : [])))
  const started = performance.now()
  expect(whyGraph(dense, [factor('f')], words)).toBeNull()
  expect(whyGraph(wide, [factor('f')], words)).toBeNull()
  const most = Array.from({ length: 60 }, (_, at) => why(`w${at}`, 'f', ...(at > 0 ? [`w${at - 1}`] : [])))
  expect(whyGraph(most, [factor('f')], words)?.boxes).toHaveLength(61)
  expect(performance.now() - started).toBeLessThan(5_000)
})

it('the map has chosen and answered factors, all actions, and a line for each answer', () => {
  const map = actionMap(
    [factor('a', true), factor('b'), factor('c')],
    [action('one', 'a', 'c'), action('two')],
    ({ id }) => words(id),
  )
  expect(map?.boxes.map(({ id }) => id)).toEqual(['a', 'c', 'one', 'two'])
  expect(map && linesOf(map)).toEqual(['a>one', 'c>one'])
  expect(map && overlapping(map)).toEqual([])
  expect(actionMap([factor('a')], [action('one')], ({ id }) => words(id))).toBeNull()
})
