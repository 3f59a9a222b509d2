import type { Doc } from 'yjs'
import type { Person } from '../../shared/protocol/messages.ts'
import { keepDocument, readKeptDocument } from './keepDocument.ts'
import { createCell, type Observable } from './observable.ts'

/** A device remembers so many of its client ids in a document. */
const FORMER_IDS = 100
const PREFIX = 'debrief:'

/** What this device keeps of one document for one person (W10). */
export interface Device {
  /** Whose device this is; '' where nobody is known. */
  readonly person: string
  /** Changes that earlier visits left unconfirmed. */
  readonly keptChanges: number
  /** Resolves once the kept document is in `doc`: true when it is, false when nothing can be kept here. */
  readonly opened: Promise<boolean>
  /** Whether the document as it is now would be there after a reload; a full disk ends that. */
  readonly isKeeping: Observable<boolean>
  /** A change is being written down, and is not kept yet. */
  readonly isWriting: Observable<boolean>
  /** Writes down how many changes wait; outlives a reload. */
  noteWaiting(changes: number): void
  /** Who the server took this person for last time, so that they can go on editing offline after a reload. */
  readonly rememberedMe: Person | null
  rememberMe(me: Person): void
  /** How many removals of texts (D10) what is kept here has followed. */
  readonly knownRemovals: number
  noteRemovals(count: number): void
  /** Client ids under which this device wrote in earlier pages, the newest last (W6). */
  readonly formerIds: readonly number[]
  /** Replaces everything kept by the document as it is now: nothing of before stays readable. */
  rewrite(): Promise<void>
  close(): void
}

/** A device that keeps nothing: where the browser has no storage. */
export const NO_DEVICE: Device = {
  person: '',
  keptChanges: 0,
  opened: Promise.resolve(false),
  isKeeping: createCell(false),
  isWriting: createCell(false),
  noteWaiting: () => {},
  rememberedMe: null,
  rememberMe: () => {},
  knownRemovals: 0,
  noteRemovals: () => {},
  formerIds: [],
  rewrite: () => Promise.resolve(),
  close: () => {},
}

/** Opens what this device keeps of a postmortem for a person. Each open page notes its own waiting changes. */
export function openDevice(postmortem: string, person: string, doc: Doc): Device {
  if (typeof indexedDB === 'undefined' || !storage()) return NO_DEVICE
  const notes = `${PREFIX}waiting:${person}:${postmortem}:`
  const earlier = keysOf(notes)
  const keptChanges = earlier.reduce((sum, key) => sum + (Number(storage()?.getItem(key)) || 0), 0)
  const ids = `ids:${person}:${postmortem}`
  const former = readNote<number[]>(ids) ?? []
  writeNote(ids, [...former, doc.clientID].slice(-FORMER_IDS))
  const { opened, isKeeping, isWriting, rewrite, close } = keepDocument(databaseOf(postmortem, person), doc)
  return {
    person,
    keptChanges,
    opened,
    isKeeping,
    isWriting,
    rewrite,
    close,
    noteWaiting(changes) {
      const own = `${notes}${doc.clientID}`
      if (changes > 0) write(own, String(changes))
      else for (const key of [own, ...earlier]) storage()?.removeItem(key)
    },
    rememberedMe: readNote<Person>(`me:${person}:${postmortem}`),
    rememberMe: me => writeNote(`me:${person}:${postmortem}`, me),
    knownRemovals: readNote<number>(`removals:${person}:${postmortem}`) ?? 0,
    noteRemovals: count => writeNote(`removals:${person}:${postmortem}`, count),
    formerIds: former,
  }
}

/** Removes every document and note that this device keeps, at sign-out (W10). */
export async function forgetDevice(): Promise<void> {
  for (const key of keysOf(PREFIX)) storage()?.removeItem(key)
  if (typeof indexedDB === 'undefined') return
  const databases = (await indexedDB.databases?.()) ?? []
  await Promise.all(databases.map(({ name }) => (name?.startsWith(PREFIX) ? removeDatabase(name) : null)))
}

/** Removes what this device keeps of one document of one person, changes that wait included. */
export async function forgetDocument(postmortem: string, person: string): Promise<void> {
  for (const key of keysOf(`${PREFIX}waiting:${person}:${postmortem}:`)) storage()?.removeItem(key)
  await removeDatabase(databaseOf(postmortem, person))
}

/** What this device keeps of a document that somebody else edited here, and that the server never confirmed. */
export interface KeptVisit {
  readonly postmortem: string
  readonly person: string
  /** As the server called them last; '' when it never did. */
  readonly name: string
  readonly changes: number
  /** How many removals of texts (D10) what is kept has followed. */
  readonly removals: number
}

/** The visits of everybody but `person` that left changes on this device. */
export function keptVisits(person: string): readonly KeptVisit[] {
  const changes = new Map<string, number>()
  for (const key of keysOf(`${PREFIX}waiting:`)) {
    const [, , who = '', where] = key.split(':')
    const count = Number(storage()?.getItem(key)) || 0
    const visit = `${who}:${where}`
    if (who !== '' && who !== person && count > 0) changes.set(visit, (changes.get(visit) ?? 0) + count)
  }
  return [...changes].map(([visit, count]) => {
    const [who = '', postmortem = ''] = visit.split(':')
    return {
      postmortem,
      person: who,
      name: readNote<Person>(`me:${visit}`)?.name ?? '',
      changes: count,
      removals: readNote<number>(`removals:${visit}`) ?? 0,
    }
  })
}

/** The document as this device keeps it of a visit; changes to what this resolves to are not kept. */
export const readKeptVisit = ({ postmortem, person }: KeptVisit): Promise<Doc> =>
  readKeptDocument(databaseOf(postmortem, person))

/** How many changes wait on this device, in all documents of all people. */
export const changesOnDevice = (): number =>
  keysOf(`${PREFIX}waiting:`).reduce((sum, key) => sum + (Number(storage()?.getItem(key)) || 0), 0)

/** A value that this device keeps until sign-out, or null. */
export function readNote<T>(name: string): T | null {
  const text = storage()?.getItem(`${PREFIX}${name}`)
  try {
    return text ? (JSON.parse(text) as T) : null
  } catch {
    return null
  }
}

/** Keeps a value on this device until sign-out. */
export const writeNote = (name: string, value: unknown): void =>
  write(`${PREFIX}${name}`, JSON.stringify(value))

/** Removes a value that {@link writeNote} kept. */
export const forgetNote = (name: string): void => storage()?.removeItem(`${PREFIX}${name}`)

/** A device without room keeps no notes either; whoever goes on online does not need them. */
function write(key: string, text: string): void {
  try {
    storage()?.setItem(key, text)
  } catch (error) {
    console.warn('Not noted on this device:', error)
  }
}

const databaseOf = (postmortem: string, person: string): string => `${PREFIX}${person}:${postmortem}`

function removeDatabase(name: string): Promise<void> {
  return new Promise(resolve => {
    const request = indexedDB.deleteDatabase(name)
    const done = (): void => resolve()
    request.onsuccess = done
    request.onerror = done
    request.onblocked = done
  })
}

function keysOf(prefix: string): string[] {
  const kept = storage()
  if (!kept) return []
  return Array.from({ length: kept.length }, (_, at) => kept.key(at) ?? '').filter(key =>
    key.startsWith(prefix),
  )
}

/** The browser's storage; null where there is none or it is switched off, which throws. */
function storage(): Storage | null {
  try {
    return typeof window === 'undefined' ? null : window.localStorage
  } catch {
    return null
  }
}
