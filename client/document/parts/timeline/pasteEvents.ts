import { notifications } from '@mantine/notifications'
import type { ClipboardEvent } from 'react'
import type { Connection } from '../../../connection/connection.ts'
import { roomFor } from '../roomFor.ts'
import { addEvents, readEvents } from './addEvents.ts'

/**
 * Several events pasted into the text of one stand below it as events of their own, as one step of undo; any other text
 * is pasted as it is.
 */
export function pasteEvents(
  event: ClipboardEvent,
  { doc, undo, clock }: Pick<Connection, 'doc' | 'undo' | 'clock'>,
  after: string,
  said: (count: number) => string,
): void {
  const text = event.clipboardData.getData('text/plain')
  if (!/\n\s*\S/.test(text.trim())) return
  const events = readEvents(doc, text, after, clock.now())
  if (events.filter(({ time }) => time !== null).length < 2) return
  event.preventDefault()
  event.stopPropagation()
  if (!roomFor(doc, 'timeline', events.length)) return
  undo.stopCapturing()
  addEvents(doc, events, after)
  undo.stopCapturing()
  notifications.show({ message: said(events.length), withBorder: true, autoClose: 8_000 })
}
