import type { Awareness } from 'y-protocols/awareness'

/** Where somebody looks: the part of the document, the step of the meeting they are in, and what is in the middle. */
export interface Whereabouts {
  /** Id of a step; null on the document's own screen and outside of the steps. */
  readonly step: string | null
  /** Id of a part of the document, such as `timeline`. */
  readonly part: string | null
  /** What stands where their eyes are: `row:<id>` or `section:<name>`. */
  readonly mark: string | null
}

/** The field of the awareness state that says where its person looks. */
const FIELD = 'where'

/** Tells the others where one looks; whoever may only read is not announced at all. */
export function announce(awareness: Awareness, where: Whereabouts): void {
  const state = awareness.getLocalState()
  if (state === null || JSON.stringify(state[FIELD]) === JSON.stringify(where)) return
  awareness.setLocalStateField(FIELD, where)
}

/** Where a person looks, by the newest of their pages; null when they say nothing about it. */
export function whereOf(awareness: Awareness, person: string): Whereabouts | null {
  let found: { readonly where: Whereabouts; readonly at: number } | null = null
  for (const [client, state] of awareness.getStates()) {
    const user = state.user as { id?: unknown } | undefined
    const where = client === awareness.clientID || user?.id !== person ? null : parsed(state[FIELD])
    const at = awareness.meta.get(client)?.lastUpdated ?? 0
    if (where && (found === null || at > found.at)) found = { where, at }
  }
  return found?.where ?? null
}

/** What a client announces may be anything. */
function parsed(said: unknown): Whereabouts | null {
  if (typeof said !== 'object' || said === null) return null
  const { step, part, mark } = said as Record<string, unknown>
  const text = (value: unknown): string | null =>
    typeof value === 'string' && value.length <= 200 ? value : null
  return { step: text(step), part: text(part), mark: text(mark) }
}

/** The mark of an element and of those around it, the innermost first. */
function markOf(element: Element | null): string | null {
  const marked = element?.closest<HTMLElement>('[data-row], [data-item], [data-section], section[id]')
  if (!marked) return null
  const row = marked.dataset.row ?? marked.dataset.item
  return row ? `row:${row}` : `section:${marked.dataset.section ?? marked.id}`
}

/** What stands a third down the element that one scrolls, where people read. */
export function markIn(box: DOMRect): string | null {
  const x = (box.left + box.right) / 2
  const bottom = Math.min(box.bottom, innerHeight)
  const top = Math.max(box.top, 0)
  for (const share of [0.33, 0.4, 0.26, 0.5]) {
    const mark = markOf(document.elementFromPoint(x, top + (bottom - top) * share))
    if (mark !== null) return mark
  }
  return null
}

/** The element of a mark on this page, or null. */
export function markedElement(mark: string): HTMLElement | null {
  const id = CSS.escape(mark.slice(mark.indexOf(':') + 1))
  const query = mark.startsWith('row:')
    ? `[data-row="${id}"], [data-item="${id}"]`
    : `[data-section="${id}"], section[id="${id}"], #${id}`
  return document.querySelector<HTMLElement>(query)
}
