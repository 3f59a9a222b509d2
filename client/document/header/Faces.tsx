import { Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { usePeople } from '../../hooks/usePeople.ts'
import classes from './DocumentHeader.module.css'

const SHOWN = 6

/** Who is here, in the colour of their caret. */
export function Faces() {
  const { t } = useTranslation('common')
  const people = usePeople()
  if (people.length === 0) return null
  return (
    <ul className={classes.faces} aria-label={t('people.here', { count: people.length })}>
      {people.slice(0, SHOWN).map(person => (
        <Tooltip key={person.id} label={`${person.name} · ${t(`role.${person.role}`)}`}>
          <li className={classes.face} style={{ borderColor: person.colour }}>
            <span aria-label={person.name} role="img">
              {initialsOf(person.name)}
            </span>
          </li>
        </Tooltip>
      ))}
      {people.length > SHOWN && <li className={classes.more}>+{people.length - SHOWN}</li>}
    </ul>
  )
}

function initialsOf(name: string): string {
  const words = name
    .replace(/^@/, '')
    .split(/[\s._-]+/)
    .filter(Boolean)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    word => [...(word ?? '')][0] ?? '',
  )
  return letters.join('').toUpperCase()
}
