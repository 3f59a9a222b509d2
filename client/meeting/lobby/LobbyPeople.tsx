import { useTranslation } from 'react-i18next'
import { useConnection } from '../../hooks/useConnection.ts'
import { PersonLine } from '../people/PersonLine.tsx'
import { useRoom } from '../room.ts'
import { JoinAddress } from './JoinAddress.tsx'
import classes from './Lobby.module.css'

/** Who is here, with roles and duties, and the address to come to. */
export function LobbyPeople() {
  const { t } = useTranslation('meeting')
  const { view } = useRoom()
  const { isLocal } = useConnection()
  const here = view.people.filter(person => person.connected)
  return (
    <section>
      <h2 className={classes.heading}>
        {t('lobby.here')} ({here.length})
      </h2>
      {here.length < 2 && <p className={classes.hint}>{t('lobby.nobody')}</p>}
      <ul className={classes.people}>
        {here.map(person => (
          <PersonLine key={person.id} person={person} />
        ))}
      </ul>
      {!isLocal && <JoinAddress />}
    </section>
  )
}
