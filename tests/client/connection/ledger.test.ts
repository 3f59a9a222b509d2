import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createLedger } from '../../../client/connection/ledger.ts'

it('[P3] a change waits until the frame that carried it is confirmed', () => {
  const ledger = createLedger(0)
  ledger.changed(1)
  ledger.changed(2)
  expect(ledger.waiting.get()).toBe(2)
  ledger.confirmed(1)
  expect(ledger.waiting.get()).toBe(1)
  ledger.confirmed(2)
  expect(ledger.waiting.get()).toBe(0)
})

it('[P3] changes made without a socket wait for the step 2 that carries them', () => {
  const ledger = createLedger(0)
  ledger.changed(null)
  ledger.changed(null)
  ledger.socketOpened()
  ledger.confirmed(5)
  expect(ledger.waiting.get()).toBe(2)
  ledger.sentEverything(1)
  expect(ledger.waiting.get()).toBe(2)
  ledger.confirmed(1)
  expect(ledger.waiting.get()).toBe(0)
})

it('[P3] what a lost socket left unconfirmed waits again, whatever the next socket confirms first', () => {
  const ledger = createLedger(0)
  ledger.changed(1)
  ledger.changed(2)
  ledger.confirmed(1)
  ledger.socketOpened()
  ledger.confirmed(2)
  expect(ledger.waiting.get()).toBe(1)
  ledger.sentEverything(1)
  ledger.confirmed(1)
  expect(ledger.waiting.get()).toBe(0)
})

it('[P3] changes kept from an earlier visit wait from the start', () => {
  const ledger = createLedger(4)
  expect(ledger.waiting.get()).toBe(4)
  ledger.socketOpened()
  ledger.sentEverything(1)
  ledger.changed(2)
  ledger.confirmed(1)
  expect(ledger.waiting.get()).toBe(1)
})

it('[P3] nothing waits only when each change was in a frame that its own socket confirmed', () => {
  const step = fc.oneof(
    fc.constant({ do: 'edit' as const }),
    fc.constant({ do: 'drop' as const }),
    fc.constant({ do: 'open' as const }),
    fc.record({ do: fc.constant('confirm' as const), of: fc.nat({ max: 6 }) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), steps => {
      const ledger = createLedger(0)
      let isOpen = false
      let frames = 0
      let confirmed = 0
      let edits: { frame: number | null; isSafe: boolean }[] = []
      for (const each of steps) {
        if (each.do === 'edit') {
          const frame = isOpen ? ++frames : null
          edits.push({ frame, isSafe: false })
          ledger.changed(frame)
        } else if (each.do === 'drop') {
          isOpen = false
        } else if (each.do === 'open' && !isOpen) {
          isOpen = true
          confirmed = 0
          ledger.socketOpened()
          frames = 1
          ledger.sentEverything(1)
          edits = edits.map(edit => (edit.isSafe ? edit : { ...edit, frame: 1 }))
        } else if (each.do === 'confirm' && isOpen) {
          confirmed = Math.max(confirmed, Math.min(each.of, frames))
          ledger.confirmed(confirmed)
          const upTo = confirmed
          edits = edits.map(edit => ({
            ...edit,
            isSafe: edit.isSafe || (edit.frame !== null && edit.frame <= upTo),
          }))
        }
        expect(ledger.waiting.get()).toBe(edits.filter(edit => !edit.isSafe).length)
      }
    }),
  )
})
