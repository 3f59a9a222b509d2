import type { Transaction } from 'yjs'
import type { Connection } from '../../connection/connection.ts'
import { createCell, type Observable } from '../../connection/observable.ts'
import { THRESHOLDS } from './thresholds.ts'

/** Somebody wrote in the document at this moment of server time; what they wrote is not kept. */
export interface Edit {
  readonly person: string
  readonly at: number
}

/** Several clients in one transaction are a catching up with the past, not people who write now. */
const MOST_WRITERS = 3
const MOST_KEPT = 500

const LOGS = new WeakMap<Connection, Observable<readonly Edit[]>>()

/** Who wrote when, as far as this page saw it since it was first asked; it never leaves the page. */
export function editsOf(connection: Connection): Observable<readonly Edit[]> {
  const present = LOGS.get(connection)
  if (present) return present
  const cell = createCell<readonly Edit[]>([])
  const { doc, awareness, clock, me, provider } = connection
  const writerOf = (client: number): string => {
    if (client === doc.clientID) return me.get()?.id ?? ''
    const user = awareness.getStates().get(client)?.user as { id?: unknown } | undefined
    return typeof user?.id === 'string' ? user.id : ''
  }
  doc.on('afterTransaction', ({ beforeState, afterState }: Transaction) => {
    if (!provider.synced) return
    const clients = [...afterState].flatMap(([client, end]) =>
      end > (beforeState.get(client) ?? 0) ? [client] : [],
    )
    if (clients.length > MOST_WRITERS) return
    const edits = clients.map(writerOf).filter(person => person !== '')
    for (const person of edits) cell.set(withEdit(cell.get(), { person, at: clock.now() }))
  })
  LOGS.set(connection, cell)
  return cell
}

/** The edits with one more, unless its writer has one just before. */
export function withEdit(edits: readonly Edit[], edit: Edit): readonly Edit[] {
  const last = edits.findLast(({ person }) => person === edit.person)
  if (last && edit.at - last.at < THRESHOLDS.editMs) return edits
  return [...edits.slice(1 - MOST_KEPT), edit]
}
