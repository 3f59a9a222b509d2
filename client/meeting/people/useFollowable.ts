import { useTranslation } from 'react-i18next'
import type { PersonView } from '../../../shared/meeting/view.ts'
import { useRoom } from '../room.ts'

/** Whether this person can be followed, whether one does, and what changes that; viewers do not say where they are. */
export function useFollowable(person: PersonView) {
  const { t } = useTranslation('common')
  const { view, person: following } = useRoom()
  const isFollowed = following.followed === person.id
  return {
    mayFollow:
      view.status === 'running' && person.connected && person.id !== view.you.id && person.role !== 'viewer',
    isFollowed,
    label: t(isFollowed ? 'following.stopPerson' : 'following.person', { name: person.name }),
    toggle: () => following.follow(isFollowed ? null : person.id),
  }
}
