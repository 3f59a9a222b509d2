import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { isId } from '../../shared/base/ids.ts'
import { CATEGORIES } from '../../shared/document/postmortem.ts'
import { readPostmortem } from '../../shared/document/read.ts'
import { seedUpdateFrom } from '../../shared/document/seed.ts'
import { exampleOf, examplePostmortem } from '../../shared/example/examplePostmortem.ts'

const example = examplePostmortem()

it('the example is the same value each time, under the id that is asked for', () => {
  expect(examplePostmortem()).toEqual(example)
  expect(examplePostmortem('other')).toEqual({ ...example, id: 'other' })
})

it.each([
  ['2026-05-28T12:00:00Z', '2026-05-27', 'Wednesday'],
  ['2026-11-24T00:00:00Z', '2026-11-23', 'Monday'],
  ['2026-11-23T09:00:00Z', '2026-11-20', 'Friday'],
  ['2028-03-01T23:59:59Z', '2028-02-29', 'Tuesday'],
])('as of %s the incident was on %s, a %s, and no open action is overdue', (asOf, day, weekday) => {
  const shown = exampleOf('p', Date.parse(asOf))
  expect(shown.startedAt).toBe(`${day}T14:20:00Z`)
  expect(shown.timeline.map(({ at }) => at)).toEqual(example.timeline.map(({ at }) => day + at.slice(10)))
  const said = new Date(day).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
  expect(JSON.stringify(shown.summary)).toContain(said)
  expect(JSON.stringify(shown.lucky)).toContain(`It was a ${weekday} afternoon`)
  const open = shown.actions.filter(({ due, status }) => due !== '' && status !== 'done')
  expect(open.length).toBeGreaterThan(0)
  expect(open.filter(({ due }) => due < asOf.slice(0, 10))).toEqual([])
})

it('[D1] a document seeded with the example reads back as the example', () => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, seedUpdateFrom(example))
  expect(readPostmortem(doc, example.id)).toEqual(example)
})

it('every id of the example is well formed and used once, and every link leads somewhere', () => {
  const { timeline, factors, whys, actions, parked } = example
  const ids = [...timeline, ...factors, ...whys, ...actions, ...parked].map(({ id }) => id)
  expect(ids.filter(id => !isId(id))).toEqual([])
  expect(new Set(ids).size).toBe(ids.length)
  const links = [
    ...factors.flatMap(factor => factor.rows),
    ...whys.flatMap(why => why.parents),
    ...actions.flatMap(action => action.factors),
  ]
  expect(links.filter(link => !ids.includes(link))).toEqual([])
})

it('[D7] the rows stand in order of time, and the stated instants are rows of their kind', () => {
  const times = example.timeline.map(row => row.at)
  expect([...times].sort()).toEqual(times)
  const at = (kind: string) => example.timeline.filter(row => row.kind === kind).map(row => row.at)
  expect(at('onset')).toEqual([example.startedAt])
  expect(at('detect')).toEqual([example.detectedAt])
  expect(at('mitigate')).toContain(example.mitigatedAt)
  expect(at('resolve')).toEqual([example.resolvedAt])
})

it('every category has a factor, and every chosen factor an action or a waiver', () => {
  expect(new Set(example.factors.map(factor => factor.category))).toEqual(new Set(CATEGORIES))
  const covered = new Set(example.actions.flatMap(action => action.factors))
  const left = example.factors.filter(factor => factor.chosen && !covered.has(factor.id) && !factor.waiver)
  expect(left).toEqual([])
})
