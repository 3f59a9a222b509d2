import { expect, it } from 'vitest'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { announce, whereOf } from '../../../client/hooks/whereabouts.ts'

const opened: Awareness[] = []

/** The presence that one page knows of. */
function page(): Awareness {
  const awareness = new Awareness(new Y.Doc())
  opened.push(awareness)
  return awareness
}

/** What `from` says of itself reaches `to`, with the name that the server writes on it. */
function hear(from: Awareness, to: Awareness, person: string): void {
  from.setLocalStateField('user', { id: person })
  applyAwarenessUpdate(to, encodeAwarenessUpdate(from, [from.clientID]), 'test')
}

const AT_ROW = { step: 'timeline', part: 'timeline', mark: 'row:r7' }

it('[M14] a person is found where they said that they look, under the name that the server gave them', () => {
  const [priya, bob] = [page(), page()]
  announce(priya, AT_ROW)
  hear(priya, bob, 'priya')
  expect(whereOf(bob, 'priya')).toEqual(AT_ROW)
  expect(whereOf(bob, 'dave')).toBeNull()
})

it('of two pages of one person the one that moved last counts', () => {
  const [desk, phone, bob] = [page(), page(), page()]
  announce(desk, AT_ROW)
  hear(desk, bob, 'priya')
  announce(phone, { step: null, part: 'actions', mark: null })
  hear(phone, bob, 'priya')
  const first = bob.meta.get(desk.clientID)
  const second = bob.meta.get(phone.clientID)
  if (first && second) {
    first.lastUpdated = 1
    second.lastUpdated = 2
  }
  expect(whereOf(bob, 'priya')).toEqual({ step: null, part: 'actions', mark: null })
})

it('who may only read is not announced by looking somewhere', () => {
  const viewer = page()
  viewer.setLocalState(null)
  announce(viewer, AT_ROW)
  expect(viewer.getLocalState()).toBeNull()
})

it('the same place is said once', () => {
  const priya = page()
  announce(priya, AT_ROW)
  const clock = priya.meta.get(priya.clientID)?.clock
  announce(priya, { ...AT_ROW })
  expect(priya.meta.get(priya.clientID)?.clock).toBe(clock)
})

it('what another program announces in that field may be anything', () => {
  const bob = page()
  for (const where of [7, null, 'here', { step: 3, part: {}, mark: 'x'.repeat(300) }]) {
    const other = page()
    other.setLocalStateField('where', where)
    hear(other, bob, 'odd')
    const found = whereOf(bob, 'odd')
    if (found) expect(found).toEqual({ step: null, part: null, mark: null })
    other.destroy()
  }
  for (const awareness of opened.splice(0)) awareness.destroy()
})
