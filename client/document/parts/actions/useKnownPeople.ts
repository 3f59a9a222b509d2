import { useMemo } from 'react'
import type { MemberItem } from '../../../../shared/protocol/accessApi.ts'
import { useAnswer } from '../../../hooks/useAnswer.ts'
import { useCanEdit } from '../../../hooks/useCanEdit.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { useFacts } from '../../../hooks/useFacts.ts'
import { useList } from '../../../hooks/useList.ts'
import { usePeople } from '../../../hooks/usePeople.ts'

/** Names that a postmortem knows, each once. */
export interface KnownPeople {
  /** Who is here, then who may come in, then who wrote or reviews it. */
  readonly members: readonly string[]
  /** The same, then owners of actions who are none of these. */
  readonly all: readonly string[]
  /** Nobody who may come in is missing in `members`. */
  readonly isComplete: boolean
}

/** Whoever may come into this postmortem, asked of the server by the part that shows it; null until that is known. */
export function useInvited(): readonly MemberItem[] | null {
  const here = usePeople()
  const { postmortem } = useConnection()
  const canEdit = useCanEdit()
  const path = canEdit ? `/api/postmortems/${postmortem}/people` : null
  const answer = useAnswer<readonly MemberItem[]>(path, here.length)
  return answer.kind === 'there' ? answer.value : null
}

/** Who can be named in this postmortem: those that are likely to be meant come first. */
export function useKnownPeople(invited: readonly MemberItem[] | null = null): KnownPeople {
  const here = usePeople()
  const { authors, reviewers } = useFacts()
  const actions = useList('actions')
  const known = useMemo((): KnownPeople => {
    const sorted = (names: readonly string[]): string[] => names.toSorted((a, b) => a.localeCompare(b))
    const members = unique([
      ...sorted(here.map(({ name }) => name)),
      ...sorted((invited ?? []).map(({ name }) => name)),
      ...sorted([...authors, ...reviewers]),
    ])
    const owners = sorted(actions.map(({ owner }) => owner.replace(/^@/, '')))
    return { members, all: unique([...members, ...owners]), isComplete: invited !== null }
  }, [here, invited, authors, reviewers, actions])
  // A letter typed into an action makes no other names: rows that are given the same ones are not drawn again.
  const json = JSON.stringify(known)
  return useMemo(() => JSON.parse(json) as KnownPeople, [json])
}

/** Each name once, whatever its case, without space around it. */
function unique(names: readonly string[]): string[] {
  const found = new Map<string, string>()
  for (const name of names.map(each => each.trim()).filter(Boolean))
    if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), name)
  return [...found.values()]
}
