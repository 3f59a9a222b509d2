import { Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './Faces.module.css'
import { initialsOf } from './initials.ts'

/** Someone to show as a face; `note` is said after the name, such as a role. */
export interface Face {
  readonly id: string
  readonly name: string
  readonly colour: string
  readonly note?: string
}

interface FacesProps {
  readonly people: readonly Face[]
  /** How many are drawn before the rest becomes a number. */
  readonly max?: number
  readonly size?: number
  /** Makes faces buttons that follow their person, where that can be done. */
  readonly follow?: {
    readonly followed: string | null
    readonly mayFollow: (person: string) => boolean
    readonly onToggle: (person: string) => void
  }
}

/** Who is here: initials on each person's colour, the rest as `+n`. Names are in the tooltip and for screen readers. */
export function Faces({ people, max = 5, size = 26, follow }: FacesProps) {
  const { t } = useTranslation()
  const shown = people.length > max ? people.slice(0, max) : people
  const rest = people.slice(shown.length)
  return (
    <ul className={classes.faces} aria-label={t('people.here', { count: people.length })}>
      {shown.map(person => (
        <li key={person.id}>
          {follow?.mayFollow(person.id) ? (
            <button
              type="button"
              className={classes.follow}
              aria-label={t(follow.followed === person.id ? 'following.stopPerson' : 'following.person', {
                name: person.name,
              })}
              aria-pressed={follow.followed === person.id}
              onClick={() => follow.onToggle(person.id)}
            >
              <OneFace {...person} size={size} />
            </button>
          ) : (
            <OneFace {...person} size={size} />
          )}
        </li>
      ))}
      {rest.length > 0 && (
        <li>
          <Tooltip label={rest.map(person => person.name).join(', ')} maw={280}>
            <span className={classes.more} style={{ height: size, lineHeight: `${size}px` }}>
              <span aria-hidden>+{rest.length}</span>
              <span className={classes.hidden}>{t('people.more', { count: rest.length })}</span>
            </span>
          </Tooltip>
        </li>
      )}
    </ul>
  )
}

interface OneFaceProps extends Omit<Face, 'id'> {
  readonly size?: number
  /** Off where the name stands beside it or in the control around it: then it is decoration. */
  readonly hasTooltip?: boolean
}

/** One person's face. */
export function OneFace({ name, colour, note, size = 26, hasTooltip = true }: OneFaceProps) {
  const label = note ? `${name}, ${note}` : name
  return (
    <Tooltip label={label} disabled={!hasTooltip}>
      <span
        className={classes.face}
        {...(hasTooltip ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
        style={{ background: colour, width: size, height: size, fontSize: size * 0.4 }}
      >
        {initialsOf(name)}
      </span>
    </Tooltip>
  )
}
