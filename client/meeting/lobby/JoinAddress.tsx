import { CopyButton, Switch, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayAndTime } from '../../hooks/clockText.ts'
import { useConnection } from '../../hooks/useConnection.ts'
import { useJoinLink } from '../../hooks/useJoinLink.ts'
import { useRoom } from '../room.ts'
import classes from './Lobby.module.css'

/** The address to come to, who can come by it, and for facilitators whether anybody with the link is let in. */
export function JoinAddress() {
  const { t } = useTranslation('meeting')
  const { view } = useRoom()
  const { postmortem } = useConnection()
  const { link, isKnown, change } = useJoinLink(postmortem)
  const [wanted, setWanted] = useState<boolean | null>(null)
  const [refusal, setRefusal] = useState('')
  // Who may only read hands on no link that lets others do more.
  const shown = view.you.participant ? link : null
  const address = shown?.url ?? `${location.origin}/p/${postmortem}/meeting`
  const turn = async (open: boolean): Promise<void> => {
    setWanted(open)
    setRefusal(await change(open))
    setWanted(null)
  }
  if (!isKnown) return null
  return (
    <div>
      {view.you.facilitator && (
        <Switch
          size="sm"
          mb={6}
          label={t('lobby.letIn')}
          checked={wanted ?? link !== null}
          onChange={event => void turn(event.currentTarget.checked)}
        />
      )}
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
        {shown ? t('lobby.anyone', { time: dayAndTime(shown.expiresAt) }) : t('lobby.joinUrl')}
      </p>
      {refusal && (
        <p className={classes.hint} role="alert">
          {refusal}
        </p>
      )}
    </div>
  )
}
