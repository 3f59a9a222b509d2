import type { Logger } from 'pino'
import { removeEntries, repair } from '../../shared/document/richRepair.ts'
import { now } from '../clock.ts'
import type { Store } from '../store/store.ts'
import type { Room } from './api.ts'
import type { LiveDocument } from './liveDocument.ts'

/** What was accepted is looked at after this long, ms, together: not on the way from one person to the others. */
const LOOK_AFTER = 1_000

const ROUNDS = 5

export interface ShapeWatchParts {
  readonly room: Pick<Room, 'id' | 'edit' | 'authorOf' | 'disconnect'>
  readonly document: LiveDocument
  readonly store: Pick<Store, 'audit'>
  readonly logger: Logger
}

/**
 * Finds what a client wrote into a section that no editor can keep, takes it out again by an edit of the server, and
 * closes the sockets of whoever wrote it (D4). So it does with entries of a list that is full. Where people who edit at once left a gap in the structure it is filled.
 */
export class ShapeWatch {
  readonly #parts: ShapeWatchParts
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(parts: ShapeWatchParts) {
    this.#parts = parts
  }

  /** Something was accepted. */
  watch(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      void this.#look()
    }, LOOK_AFTER)
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer)
  }

  async #look(): Promise<void> {
    const { room, document, store, logger } = this.#parts
    const authors = new Set<string>()
    try {
      const excess = document.takeExcess()
      if (excess.length > 0)
        await room.edit(doc => {
          for (const { client, clock } of removeEntries(doc, excess))
            authors.add(room.authorOf(client, clock) ?? '')
        }, 'repair')
      // What is mended may leave another place to be mended around it.
      for (let round = 0; round < ROUNDS; round++) {
        const broken = document.takeBroken()
        if (broken.length === 0) break
        await room.edit(doc => {
          for (const { client, clock } of repair(doc, broken, clients => this.#isOneHand(clients)))
            authors.add(room.authorOf(client, clock) ?? '')
        }, 'repair')
      }
      for (const person of authors) {
        logger.warn({ room: room.id, person }, 'what no section or list can hold was taken out again')
        if (person === '') continue
        room.disconnect(person, 'outsideSchema')
        await store.audit.append({
          at: now(),
          who: person,
          what: 'postmortem/repaired',
          postmortem: room.id,
          detail: {},
        })
      }
    } catch (error) {
      logger.error({ err: error, room: room.id }, 'a section could not be mended')
    }
  }

  #isOneHand(clients: ReadonlySet<number>): boolean {
    return new Set([...clients].map(client => this.#parts.room.authorOf(client, 0) ?? client)).size === 1
  }
}
