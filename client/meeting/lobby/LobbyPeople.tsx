import { CopyButton, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../../hooks/useConnection.ts'
import { PersonLine } from '../people/PersonLine.tsx'
import { useRoom } from '../room.ts'
import classes from './Lobby.module.css'

/** Who is here, with roles and duties, and the address to come to. */
export function LobbyPeople() {
  const { t } = useTranslation('meeting')
  const { view } = useRoom()
  const { postmortem } = useConnection()
  const here = view.people.filter(person => person.connected)
  const address = `${location.origin}/p/${postmortem}/meeting`
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
      <p className={classes.hint}>
        <code className={classes.address}>{address}</code>{' '}
        <CopyButton value={address}>
          {({ copied, copy }) => (
            <UnstyledButton className={classes.copy} onClick={copy}>
              {copied ? t('lobby.copied') : t('lobby.copy')}
            </UnstyledButton>
          )}
        </CopyButton>
        <br />
        {t('lobby.joinUrl')}
      </p>
    </section>
  )
}
