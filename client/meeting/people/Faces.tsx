import { Popover } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Reaction } from '../../hooks/reactions.ts'
import { useReactions } from '../../hooks/useReactions.ts'
import { useRoom } from '../room.ts'
import { Face } from './Face.tsx'
import classes from './People.module.css'
import { PersonLine } from './PersonLine.tsx'
import { ReactionMark } from './ReactionMark.tsx'
import { useFollowable } from './useFollowable.ts'

const FACES = 5

/** Faces of those connected: press one to follow that person; beside them, everyone with role and duty. */
export function Faces() {
  const { t } = useTranslation('meeting')
  const { view } = useRoom()
  const reactions = useReactions()
  const here = view.people.filter(person => person.connected)
  return (
    <div className={classes.here}>
      <span className={classes.faces}>
        {here.slice(0, FACES).map(person => (
          <FollowFace key={person.id} person={person} reaction={reactions.get(person.id)} />
        ))}
      </span>
      <Popover position="bottom-end" width={320} shadow="md" withArrow>
        <Popover.Target>
          <button
            type="button"
            className={classes.facesButton}
            aria-label={t('header.faces', { count: here.length })}
          >
            <span className={classes.more}>{here.length}</span>
            <IconChevronDown size={14} aria-hidden />
          </button>
        </Popover.Target>
        <Popover.Dropdown>
          <ul className={classes.list}>
            {view.people.map(person => (
              <PersonLine key={person.id} person={person} />
            ))}
          </ul>
        </Popover.Dropdown>
      </Popover>
    </div>
  )
}

function FollowFace(props: {
  readonly person: Parameters<typeof useFollowable>[0]
  readonly reaction: Reaction | undefined
}) {
  const { person, reaction } = props
  const { mayFollow, isFollowed, label, toggle } = useFollowable(person)
  const mark = reaction && <ReactionMark reaction={reaction} size={11} />
  if (!mayFollow) return <Face person={person} mark={mark} />
  return (
    <button
      type="button"
      className={classes.followFace}
      aria-label={label}
      title={label}
      aria-pressed={isFollowed}
      onClick={toggle}
    >
      <Face person={person} mark={mark} />
    </button>
  )
}
