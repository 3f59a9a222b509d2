import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { isId } from '../../shared/base/ids.ts'
import { DAY } from '../../shared/base/time.ts'
import { CATEGORIES } from '../../shared/document/postmortem.ts'
import { readPostmortem } from '../../shared/document/read.ts'
import { seedUpdateFrom } from '../../shared/document/seed.ts'
import { exampleOfLastWeek, examplePostmortem } from '../../shared/example/examplePostmortem.ts'

const example = examplePostmortem()

it('the example is the same value each time, under the id that is asked for', () => {
  expect(examplePostmortem()).toEqual(example)
  expect(examplePostmortem('other')).toEqual({ ...example, id: 'other' })
})

it.each(['2026-05-28T12:00:00Z', '2026-11-24T09:00:00Z', '2027-03-04T00:00:00Z', '2028-03-01T23:59:59Z'])(
  'as of %s the incident was on a Wednesday of the week before, and no open action is overdue',
  asOf => {
    const now = Date.parse(asOf)
    const shown = exampleOfLastWeek('p', now)
    const ended = Date.parse(shown.resolvedAt)
    expect(ended).toBeLessThan(now)
    expect(now - ended).toBeLessThan(8 * DAY)
    expect(new Date(ended).getUTCDay()).toBe(3)
    const late = shown.actions.filter(({ due, status }) => due < asOf.slice(0, 10) && status !== 'done')
    expect(late.map(({ due }) => due).filter(Boolean)).toEqual([])
    expect(shown.timeline.map(({ at }) => at.slice(11))).toEqual(
      example.timeline.map(({ at }) => at.slice(11)),
    )
    const prose = JSON.stringify(shown.summary)
    expect(prose).toContain(
      new Date(ended).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
    )
  },
)

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
