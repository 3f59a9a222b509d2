import { BOUNDS } from '../../shared/base/bounds.ts'
import { ok, type Result, refuse } from '../../shared/base/result.ts'
import { Turns } from '../../shared/base/turns.ts'
import type { AgendaChange, AgendaTemplate, NewAgenda } from '../../shared/protocol/agendaApi.ts'
import type { SettingStore } from '../store/audit.ts'

const KEY = 'agendas'
const MOST = BOUNDS.agendas.most

/** The workspace's agendas, each under a name that no other has; kept as one setting. */
export class Agendas {
  readonly #settings: SettingStore
  readonly #newId: () => string
  readonly #now: () => number
  readonly #turns = new Turns()

  constructor(settings: SettingStore, newId: () => string, now: () => number) {
    this.#settings = settings
    this.#newId = newId
    this.#now = now
  }

  /** All of them, by name. */
  async list(): Promise<readonly AgendaTemplate[]> {
    const kept = (await this.#settings.get(KEY)) as readonly AgendaTemplate[] | null
    return [...(kept ?? [])].sort((a, b) => a.name.localeCompare(b.name, 'en'))
  }

  /** Keeps an agenda under a new name; refused when the name is taken or there are too many. */
  keep({ name, steps }: NewAgenda): Promise<Result<AgendaTemplate>> {
    return this.#change(kept => {
      if (kept.length >= MOST)
        return refuse('agenda/too-many', `There are ${MOST} saved agendas already. Delete one first.`)
      if (isTaken(kept, name, null)) return TAKEN
      const made = { id: this.#newId(), name, steps, savedAt: this.#now() }
      return ok({ kept: [...kept, made], answer: made })
    })
  }

  /** Renames one, or keeps other steps under its name. */
  change(id: string, { name, steps }: AgendaChange): Promise<Result<AgendaTemplate>> {
    return this.#change(kept => {
      const before = kept.find(agenda => agenda.id === id)
      if (!before) return NONE
      if (name !== undefined && isTaken(kept, name, id)) return TAKEN
      const changed = {
        ...before,
        name: name ?? before.name,
        steps: steps ?? before.steps,
        savedAt: this.#now(),
      }
      return ok({ kept: kept.map(agenda => (agenda.id === id ? changed : agenda)), answer: changed })
    })
  }

  /** Deletes one; meetings that were planned with it keep their steps. */
  remove(id: string): Promise<Result<AgendaTemplate>> {
    return this.#change(kept => {
      const gone = kept.find(agenda => agenda.id === id)
      return gone ? ok({ kept: kept.filter(agenda => agenda !== gone), answer: gone }) : NONE
    })
  }

  /** Changes of the one setting take effect one after the other. */
  #change(
    decide: (kept: readonly AgendaTemplate[]) => Result<{
      readonly kept: readonly AgendaTemplate[]
      readonly answer: AgendaTemplate
    }>,
  ): Promise<Result<AgendaTemplate>> {
    return this.#turns.take(KEY, async () => {
      const decided = decide(await this.list())
      if (!decided.ok) return decided
      await this.#settings.put(KEY, decided.value.kept)
      return ok(decided.value.answer)
    })
  }
}

const NONE = refuse('agenda/not-found', 'There is no such saved agenda. Somebody may have deleted it.')
const TAKEN = refuse(
  'agenda/name-taken',
  'A saved agenda has this name already. Nothing was changed; choose another.',
)

const isTaken = (kept: readonly AgendaTemplate[], name: string, but: string | null): boolean =>
  kept.some(agenda => agenda.id !== but && agenda.name.toLowerCase() === name.toLowerCase())
