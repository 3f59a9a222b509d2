import type { ServerMessage } from '../../shared/protocol/messages.ts'
import type { SettingStore } from '../store/audit.ts'

const nameOf = (postmortem: string): string => `redactions/${postmortem}`

/**
 * How often a text was removed from a postmortem for good (D10). Clients are told when they come in: what one keeps of
 * an earlier count may hold words that are gone.
 */
export class Redactions {
  readonly #settings: SettingStore
  readonly #postmortem: string
  #count: number

  constructor(settings: SettingStore, postmortem: string, count: number) {
    this.#settings = settings
    this.#postmortem = postmortem
    this.#count = count
  }

  static async of(settings: SettingStore, postmortem: string): Promise<Redactions> {
    const count = await settings.get(nameOf(postmortem))
    return new Redactions(settings, postmortem, typeof count === 'number' ? count : 0)
  }

  get count(): number {
    return this.#count
  }

  /** Another text was removed; resolves once that is committed, to what clients are told. */
  async raise(): Promise<ServerMessage> {
    await this.#settings.put(nameOf(this.#postmortem), this.#count + 1)
    return { t: 'redacted', redactions: ++this.#count }
  }
}
