import type { Logger } from 'pino'
import { ok, type Result, refuse } from '../../shared/base/result.ts'
import { HOUR, SECOND } from '../../shared/base/time.ts'
import type { CloseReason } from '../../shared/protocol/closeCodes.ts'
import { now } from '../clock.ts'
import { RUNNING, type Store } from '../store/store.ts'
import type { Room, RoomStats, Rooms } from './api.ts'
import { GroupCommit } from './groupCommit.ts'
import { LIMITS, type Limits } from './limits.ts'
import { OpenRoom } from './OpenRoom.ts'
import { Pace } from './pace.ts'
import { Redactions } from './redactions.ts'
import { newServerClient } from './serverClient.ts'

/** A room that nobody is connected to is unloaded after this long, ms. */
const IDLE = 30 * SECOND
/** For this long after the start that follows a crash, ms, people are expected back with what it took from us (W6). */
const RECOVERY = 60 * SECOND
/** For this long after a crash, ms, what it took is believed of others, too: a device may have slept meanwhile. */
const BELIEF = 24 * HOUR
const CRASHED_AT = 'rooms/crashedAt'
/** Closing waits this long, ms, for sockets to say goodbye, and for a failing store. */
const GOODBYE = 500
const LAST_TRIES = 6 * SECOND

export interface RoomsParts {
  readonly store: Store
  readonly logger: Logger
  readonly limits?: Partial<Limits>
  readonly idle?: number
}

/** What the sockets need beyond {@link Rooms}. */
export interface LiveRooms extends Rooms {
  readonly limits: Limits
  readonly isClosing: boolean
  open(id: string): Promise<Result<OpenRoom>>
  /** Tells those who asked through {@link Rooms.onJoin}. */
  joined: JoinListener
}

type JoinListener = Parameters<Rooms['onJoin']>[0]

/** A room on its way in, open, or on its way out; whoever asks for it meanwhile waits for the same promise. */
interface Entry {
  /** Null when there is no such postmortem. */
  room: Promise<OpenRoom | null>
  open: OpenRoom | null
  /** How often it was asked for. */
  asked: number
  idle: ReturnType<typeof setTimeout> | null
}

/** All rooms of this server. */
export function createRooms({ store, logger, limits: changes, idle = IDLE }: RoomsParts): LiveRooms {
  const limits: Limits = { ...LIMITS, ...changes }
  const entries = new Map<string, Entry>()
  const joinListeners = new Set<JoinListener>()
  const serverClient = newServerClient()
  let recoversUntil = 0
  let believesUntil = 0
  let isClosing = false
  const started = (async () => {
    if ((await store.settings.get(RUNNING)) === true) {
      recoversUntil = performance.now() + RECOVERY
      await store.settings.put(CRASHED_AT, now())
    }
    const crashedAt = await store.settings.get(CRASHED_AT)
    if (typeof crashedAt === 'number') believesUntil = crashedAt + BELIEF
    await store.settings.put(RUNNING, true)
  })().catch((error: unknown) => logger.error({ err: error }, 'the store could not be read at the start'))

  const openRooms = (): OpenRoom[] =>
    Array.from(entries.values(), ({ open }) => open).filter(room => room !== null)
  const commits = new GroupCommit(store.log, openRooms, error => {
    logger.error({ err: error }, 'changes could not be committed; they are kept and tried again')
  })
  const pace = new Pace()
  const pinging = setInterval(() => {
    for (const room of openRooms()) room.ping()
  }, limits.pingEvery)
  pinging.unref()

  const load = async (id: string, entry: Entry): Promise<OpenRoom | null> => {
    await started
    const log = await store.log.load(id)
    if (!log.snapshot && log.tail.length === 0) return null
    const redactions = await Redactions.of(store.settings, id)
    const room = new OpenRoom(id, log, {
      store,
      commits,
      pace,
      limits,
      redactions,
      logger,
      serverClient,
      trust: {
        isRecent: () => performance.now() < recoversUntil,
        isPossible: () => now() < believesUntil,
      },
      onEmpty: () => rest(id, entry),
    })
    entry.open = room
    rest(id, entry)
    return room
  }

  /** Unloads the room once it has been empty for a while. */
  const rest = (id: string, entry: Entry): void => {
    if (entry.idle) clearTimeout(entry.idle)
    if (entries.get(id) !== entry) return
    entry.idle = setTimeout(() => void unload(id, entry), idle)
    entry.idle.unref()
  }

  /** Settles the room first (P4); whoever joins meanwhile keeps it open. */
  const unload = async (id: string, entry: Entry): Promise<void> => {
    const room = entry.open
    if (!room || entries.get(id) !== entry || room.sockets > 0 || isClosing) return
    const asked = entry.asked
    const isUnloaded = await room.unload().then(
      () => true,
      () => false,
    )
    if (
      isUnloaded &&
      !room.isDestroyed &&
      entry.asked === asked &&
      room.sockets === 0 &&
      room.isSettled &&
      !isClosing
    ) {
      entries.delete(id)
      room.destroy()
    } else rest(id, entry)
  }

  const find = async (id: string): Promise<OpenRoom | null> => {
    const known = entries.get(id)
    if (known) {
      known.asked++
      const room = await known.room
      if (room?.isDestroyed) return await find(id)
      if (room) rest(id, known)
      return room
    }
    const entry: Entry = { room: Promise.resolve(null), open: null, asked: 0, idle: null }
    entries.set(id, entry)
    entry.room = load(id, entry)
    try {
      const room = await entry.room
      if (!room) entries.delete(id)
      return room
    } catch (error) {
      entries.delete(id)
      throw error
    }
  }

  return {
    limits,
    get isClosing() {
      return isClosing
    },
    async open(id) {
      const room = await find(id)
      return room ? ok(room) : refuse('postmortem/not-found', 'There is no such postmortem.')
    },
    list: (): readonly Room[] => openRooms(),
    onJoin(listener) {
      joinListeners.add(listener)
      return () => joinListeners.delete(listener)
    },
    joined: (room, person, sayMeeting) => {
      for (const listener of joinListeners) listener(room, person, sayMeeting)
    },
    disconnect(person: string, reason: CloseReason) {
      for (const room of openRooms()) room.disconnect(person, reason)
    },
    stats: (): RoomStats => {
      const rooms = openRooms()
      const sockets = rooms.reduce((sum, room) => sum + room.sockets, 0)
      return { rooms: rooms.length, sockets, isStoreFailing: commits.isFailing }
    },
    async close() {
      isClosing = true
      clearInterval(pinging)
      for (const room of openRooms()) room.closeAll('restart')
      await until(() => openRooms().every(room => room.sockets === 0), GOODBYE)
      const isSettled = await settleAll(openRooms(), logger)
      if (isSettled) {
        await store.settings.put(RUNNING, false).catch(() => {})
        // Whoever has text of others now has had the time to bring it.
        await store.settings.put(CRASHED_AT, 0).catch(() => {})
      }
      for (const { idle: timer } of entries.values()) if (timer) clearTimeout(timer)
      for (const room of openRooms()) room.destroy()
      entries.clear()
    },
  }
}

/** Commits what is left. What a failing store does not take was never called saved: its authors still have it. */
async function settleAll(rooms: readonly OpenRoom[], logger: Logger): Promise<boolean> {
  const end = performance.now() + LAST_TRIES
  let areAll = true
  for (const room of rooms) {
    let isSettled = false
    while (!isSettled && performance.now() < end) {
      isSettled = await room.unload().then(
        () => true,
        () => new Promise(resolve => setTimeout(resolve, 200, false)),
      )
    }
    if (!isSettled) logger.error({ room: room.id }, 'closed with changes that could not be committed')
    areAll &&= isSettled
  }
  return areAll
}

async function until(isDone: () => boolean, ms: number): Promise<void> {
  const end = performance.now() + ms
  while (!isDone() && performance.now() < end) await new Promise(resolve => setTimeout(resolve, 10))
}
