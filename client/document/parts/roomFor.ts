import { notifications } from '@mantine/notifications'
import i18next from 'i18next'
import type * as Y from 'yjs'
import { BOUNDS } from '../../../shared/base/bounds.ts'
import { type Growing, hasRoom } from '../../../shared/document/full.ts'

/** Whether a list has room for `more` entries; says so when it has none, and the caller keeps what was typed. */
export function roomFor(doc: Y.Doc, list: Growing, more = 1): boolean {
  if (hasRoom(doc, list, more)) return true
  const most = BOUNDS[list].most.toLocaleString('en')
  const message = i18next.t(`document:full.${list}`, { most })
  notifications.show({ id: `full-${list}`, message, withBorder: true, autoClose: 8_000 })
  return false
}
