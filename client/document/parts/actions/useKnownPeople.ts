import { useMemo } from 'react'
import { useFacts } from '../../../hooks/useFacts.ts'
import { useList } from '../../../hooks/useList.ts'
import { usePeople } from '../../../hooks/usePeople.ts'

/** Names that this postmortem knows: who is here, wrote, reviews, or owns an action. */
export function useKnownPeople(): readonly string[] {
  const people = usePeople()
  const { authors, reviewers } = useFacts()
  const actions = useList('actions')
  return useMemo(() => {
    const owners = actions.map(action => action.owner)
    const names = [...people.map(person => person.name), ...authors, ...reviewers, ...owners]
    return [...new Set(names.map(name => name.trim()).filter(Boolean))].sort((a, b) => a.localeCompare(b))
  }, [people, authors, reviewers, actions])
}
