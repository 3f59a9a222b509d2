import { expect, it } from 'vitest'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { react, reactionsIn } from '../../../client/hooks/reactions.ts'

it('a reaction is shown beside the name that the server gave, until it is taken back', () => {
  const [bob, priya] = [new Awareness(new Y.Doc()), new Awareness(new Y.Doc())]
  const hear = (): void => applyAwarenessUpdate(bob, encodeAwarenessUpdate(priya, [priya.clientID]), 'test')
  priya.setLocalStateField('user', { id: 'priya' })
  react(priya, 'agree')
  hear()
  expect([...reactionsIn(bob)]).toEqual([['priya', 'agree']])
  react(priya, null)
  hear()
  expect(reactionsIn(bob).size).toBe(0)
  priya.setLocalStateField('reaction', { kind: 'explode' })
  hear()
  expect(reactionsIn(bob).size).toBe(0)
  for (const awareness of [bob, priya]) awareness.destroy()
})

it('who may only read is not announced by a reaction', () => {
  const viewer = new Awareness(new Y.Doc())
  viewer.setLocalState(null)
  react(viewer, 'thanks')
  expect(viewer.getLocalState()).toBeNull()
  viewer.destroy()
})
