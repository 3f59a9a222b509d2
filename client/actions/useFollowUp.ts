import { useRef, useState } from 'react'
import type { ActionItem } from '../../shared/document/postmortem.ts'
import { isOverdue } from '../../shared/library/overdue.ts'
import type { ActionEntry } from '../../shared/protocol/libraryApi.ts'
import { api, UNREACHABLE } from '../connection/api.ts'

/** What of an action is followed up here. */
export type Change = Partial<Pick<ActionItem, 'status' | 'due' | 'reason'>>

/** Why a change was not taken. */
export interface Refused {
  readonly message: string
  /** No answer came: nobody knows whether the server took it. */
  readonly isUnsure: boolean
  readonly change: Change
}

export interface FollowUp {
  /** An entry as this page has it: with what was changed here, at once. */
  readonly now: (entry: ActionEntry) => ActionEntry
  readonly refused: (entry: ActionEntry) => Refused | null
  /** Sends a change; resolves to the action as the server has it, or null when it was refused. */
  readonly change: (entry: ActionEntry, change: Change) => Promise<ActionItem | null>
}

/** What this page knows of one action beyond the list it came with. */
interface Known {
  /** As the server last answered. */
  readonly taken: Change
  /** Sent, and not answered yet. */
  readonly wished: Change
  readonly refused: Refused | null
}
const NOTHING: Known = { taken: {}, wished: {}, refused: null }

/** Under which an action is known among those of all postmortems. */
export const keyOf = ({ postmortem, action }: ActionEntry): string => `${postmortem.id} ${action.id}`

/**
 * Follows actions up from the list: a change shows at once and goes through the room of its postmortem, where everybody
 * sees it. Of one action changes are sent one after the other; a refused one is taken back, and those before it stay.
 */
export function useFollowUp(): FollowUp {
  const [known, setKnown] = useState<ReadonlyMap<string, Known>>(new Map())
  const sending = useRef(new Map<string, Promise<unknown>>())
  const put = (key: string, next: (known: Known) => Known): void =>
    setKnown(all => new Map(all).set(key, next(all.get(key) ?? NOTHING)))

  const send = async (entry: ActionEntry, change: Change): Promise<ActionItem | null> => {
    const { postmortem, action } = entry
    const path = `/api/postmortems/${encodeURIComponent(postmortem.id)}/actions/${encodeURIComponent(action.id)}`
    const answer = await api.patch<ActionItem>(path, change)
    put(keyOf(entry), before => {
      const wished = without(before.wished, change)
      if (answer.ok) {
        const { status, due, reason = '' } = answer.value
        return { taken: { status, due, reason }, wished, refused: null }
      }
      const { code, message } = answer.error
      return { ...before, wished, refused: { message, isUnsure: code === UNREACHABLE, change } }
    })
    return answer.ok ? answer.value : null
  }

  return {
    now(entry) {
      const own = known.get(keyOf(entry))
      if (!own) return entry
      const action = { ...entry.action, ...own.taken, ...own.wished }
      return { ...entry, action, overdue: isOverdue(action, Date.now()) }
    },
    refused: entry => known.get(keyOf(entry))?.refused ?? null,
    change(entry, change) {
      const key = keyOf(entry)
      put(key, before => ({ ...before, wished: { ...before.wished, ...change }, refused: null }))
      const sent = (sending.current.get(key) ?? Promise.resolve()).then(() => send(entry, change))
      sending.current.set(key, sent)
      return sent
    },
  }
}

/** What is still wished for once a change was answered; a later wish for the same field stays. */
const without = (wished: Change, change: Change): Change =>
  Object.fromEntries(Object.entries(wished).filter(([name, value]) => change[name as keyof Change] !== value))
