/** A refusal that a caller expects: a stable `code` such as `meeting/stale`, and a sentence for people. */
export interface Refusal {
  readonly code: string
  readonly message: string
}

/** The outcome of an operation that may be refused; bugs throw instead. */
export type Result<T, E extends Refusal = Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E }

/** A granted result. */
export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })

/** A refused result with a stable code and a sentence for people. */
export const refuse = (code: string, message: string): { readonly ok: false; readonly error: Refusal } => ({
  ok: false,
  error: { code, message },
})
