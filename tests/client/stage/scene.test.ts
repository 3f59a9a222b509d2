import { expect, it } from 'vitest'
import { sceneOf } from '../../../client/stage/scene.ts'
import { levelsBelow } from '../../../client/stage/scenes/levels.ts'
import { emptyPostmortem } from '../../../shared/document/seed.ts'
import { CAROL, running, WEI } from '../../support/meetingTable.ts'

const EMPTY = emptyPostmortem('p')

it('[M14] the stage shows what the spotlight points to, when the step does not show it itself', () => {
  const table = running().goTo('brainstorm')
  const scene = () => sceneOf(table.view(WEI), EMPTY)
  expect(scene()).toBe('silent')
  table.run(CAROL, { type: 'spotlight', section: 'timeline', item: 'r1' })
  expect(scene()).toBe('timeline')
  table.run(CAROL, { type: 'spotlight', section: null })
  expect(scene()).toBe('silent')
})

it('[M5] before the timeline was left, no spotlight unfolds the factors on the wall', () => {
  const table = running().goTo('timeline')
  table.run(CAROL, { type: 'spotlight', section: 'factors' })
  expect(sceneOf(table.view(WEI), EMPTY)).toBe('timeline')
})

it('whys stand level by level below a factor, each once', () => {
  const why = (id: string, ...parents: string[]) => ({
    id,
    text: id,
    parents,
    evidence: '',
    systemic: false,
    order: id,
  })
  const whys = [
    why('1', 'f'),
    why('2', 'f'),
    why('3', '1', '2'),
    why('4', '3'),
    why('5', 'other'),
    why('1b', '4', 'f'),
  ]
  const ids = levelsBelow('f', whys).map(level => level.map(({ id }) => id))
  expect(ids).toEqual([['1', '2', '1b'], ['3'], ['4']])
})
