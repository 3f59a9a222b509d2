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

  /** Looks again after an edit: true when everybody has to be told. Until it seems too much, the size is estimated. */
  grew(): boolean {
    const { documentWarning, documentReadOnly } = this.#limits
    if (this.#document.bytes <= (this.isLarge ? documentReadOnly : documentWarning)) return false
    const bytes = this.#document.measure()
    const wasLarge = this.isLarge
    this.isLarge = bytes > documentWarning
    this.isReadOnly = bytes > documentReadOnly
    return this.isReadOnly || this.isLarge !== wasLarge
  }
}
