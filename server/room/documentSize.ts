import type { ServerMessage } from '../../shared/protocol/messages.ts'
import type { Limits } from './limits.ts'
import type { LiveDocument } from './liveDocument.ts'

/** How a document stands to its limits of size (W8): at one it warns, at the other it takes no more edits. */
export class DocumentSize {
  readonly #document: LiveDocument
  readonly #limits: Limits
  isLarge: boolean
  isReadOnly: boolean

  constructor(document: LiveDocument, limits: Limits) {
    this.#document = document
    this.#limits = limits
    this.isLarge = document.bytes > limits.documentWarning
    this.isReadOnly = document.bytes > limits.documentReadOnly
  }

  message(): ServerMessage {
    return { t: 'size', bytes: this.#document.bytes, readOnly: this.isReadOnly }
  }

  takes(bytes: number): boolean {
    const { documentReadOnly } = this.#limits
    const isNear = this.#document.bytes + bytes > documentReadOnly
    return !this.isReadOnly && (!isNear || this.#document.measure() + bytes <= documentReadOnly)
  }

  /** Looks again after an edit of somebody: true when everybody has to be told. Until it is near, it is estimated. */
  grew(): boolean {
    const { documentWarning, documentReadOnly } = this.#limits
    const isNear = this.#document.bytes > (this.isLarge ? documentReadOnly : documentWarning)
    return isNear && this.#measure()
  }

  /** Looks again after an edit of the server, which may have made it smaller: true when everybody has to be told. */
  shrank(): boolean {
    return this.isLarge && this.#measure()
  }

  #measure(): boolean {
    const { documentWarning, documentReadOnly } = this.#limits
    const { isLarge, isReadOnly } = this
    const bytes = this.#document.measure()
    this.isLarge = bytes > documentWarning
    this.isReadOnly = bytes > documentReadOnly
    return this.isLarge !== isLarge || this.isReadOnly !== isReadOnly
  }
}
