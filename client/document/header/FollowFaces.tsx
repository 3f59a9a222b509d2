import { useTranslation } from 'react-i18next'
import { useAnnouncedPlace } from '../../hooks/useAnnouncedPlace.ts'
import { useBroughtIntoView, useFollowedPlace } from '../../hooks/useFollowedPlace.ts'
import { useMe } from '../../hooks/useMe.ts'
import { usePeople } from '../../hooks/usePeople.ts'
import { usePersonFollowing } from '../../hooks/usePersonFollowing.ts'
import { Faces } from '../../ui/Faces.tsx'
import { FollowingNote } from '../../ui/FollowingNote.tsx'
import classes from './DocumentHeader.module.css'

/** Who is here; a press on a face follows that person through the document until one scrolls or writes oneself. */
export function FollowFaces() {
  const { t } = useTranslation('common')
  const people = usePeople()
  const me = useMe()
  const { followed, left, follow } = usePersonFollowing()
  useAnnouncedPlace(null, null)
  const where = useFollowedPlace(followed)
  useBroughtIntoView(where?.mark ?? where?.part ?? null, where?.part ?? null)
  const other = people.find(({ id }) => id === (followed ?? left))
  return (
    <>
      <Faces
        people={people.map(person => ({ ...person, note: t(`role.${person.role}`) }))}
        follow={{
          followed,
          // Viewers do not say where they are.
          mayFollow: id =>
            id !== me?.id && people.some(person => person.id === id && person.role !== 'viewer'),
          onToggle: id => follow(id === followed ? null : id),
        }}
      />
      {other && (
        <FollowingNote
          className={classes.following}
          name={other.name}
          isFollowing={followed !== null}
          onFollow={() => follow(other.id)}
          onStop={() => follow(null)}
        />
      )}
    </>
  )
}
