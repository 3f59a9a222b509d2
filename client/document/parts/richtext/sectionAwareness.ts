import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { SECTIONS } from '../../../../shared/document/postmortem.ts'
import { isPosition } from '../../../../shared/protocol/presence.ts'

type Listener = () => void

/** Which section each of the others is in, found once for all editors of a document. */
interface Whereabouts {
  subscribe(section: Y.XmlFragment, listener: Listener): () => void
}

const known = new WeakMap<Awareness, Whereabouts>()

/**
 * The awareness as the editor of one section needs it: it hears of others only when they move within, into or out of
 * its section. Otherwise each key of each person would redraw the carets of every editor on the page.
 */
export function sectionAwareness(awareness: Awareness, section: Y.XmlFragment): Awareness {
  const whereabouts = known.get(awareness) ?? watch(awareness)
  known.set(awareness, whereabouts)
  const stops = new Map<Listener, () => void>()
  return new Proxy(awareness, {
    get(target, name) {
      if (name === 'on') {
        return (_event: string, listener: Listener) =>
          stops.set(listener, whereabouts.subscribe(section, listener))
      }
      if (name === 'off') return (_event: string, listener: Listener) => stops.get(listener)?.()
      if (name === 'getStates') return () => readable(target.getStates())
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

type State = Record<string, unknown>

/** What others announce, without carets of no known form: the editor's plugins take them for granted. */
function readable(states: Map<number, State>): Map<number, State> {
  return new Map(
    [...states].map(([client, state]) => [
      client,
      isCaret(state.cursor) ? state : { ...state, cursor: null },
    ]),
  )
}

const isCaret = (cursor: unknown): boolean =>
  cursor === null || cursor === undefined || ['anchor', 'head'].every(end => isPlace((cursor as State)[end]))

/** A place in a section; one in a root of another name would make that root. */
function isPlace(place: unknown): boolean {
  if (!isPosition(place)) return false
  const { tname } = place as { tname?: unknown }
  return typeof tname !== 'string' || SECTIONS.some(name => name === tname)
}

/** A caret whose text has not arrived yet may turn out to be anywhere. */
const ANYWHERE = Symbol('anywhere')

function watch(awareness: Awareness): Whereabouts {
  const listeners = new Map<unknown, Set<Listener>>()
  const places = new Map<number, unknown>()
  const placeOf = (client: number): unknown => {
    const cursor: unknown = awareness.getStates().get(client)?.cursor
    return cursor ? (rootOf(awareness.doc, cursor) ?? ANYWHERE) : undefined
  }
  for (const client of awareness.getStates().keys()) places.set(client, placeOf(client))

  awareness.on('change', (change: Record<'added' | 'updated' | 'removed', number[]>) => {
    const touched = new Set<unknown>()
    for (const client of [...change.added, ...change.updated, ...change.removed]) {
      if (client === awareness.clientID) continue
      touched.add(places.get(client)).add(placeOf(client))
      places.set(client, placeOf(client))
    }
    for (const [section, present] of listeners) {
      if (!touched.has(section) && !touched.has(ANYWHERE)) continue
      for (const listener of [...present]) listener()
    }
  })
  return {
    subscribe(section, listener) {
      const present = listeners.get(section) ?? new Set()
      listeners.set(section, present.add(listener))
      return () => present.delete(listener)
    },
  }
}

/** The root that a caret is in. What a client announces may be anything: unreadable is nowhere. */
function rootOf(doc: Y.Doc, cursor: unknown): unknown {
  try {
    const { head } = cursor as { head?: unknown }
    if (!isPlace(head)) return undefined
    let type = Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(head), doc)?.type
    while (type?.parent) type = type.parent as Y.AbstractType<unknown>
    return type
  } catch {
    return undefined
  }
}
