import { Anchor, Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { hasRole } from '../../../shared/protocol/roles.ts'
import { useMe } from '../../hooks/useMe.ts'
import { useMeeting } from '../../hooks/useMeeting.ts'
import { usePostmortem } from '../../hooks/usePostmortem.ts'
import { tellRefusal } from '../tell.ts'
import { agendaOf, PresetPicker } from './AgendaChoice.tsx'
import classes from './Lobby.module.css'

/** Before a meeting is opened: a facilitator chooses its agenda, everyone else waits calmly. */
export function NoMeeting() {
  const { t } = useTranslation('meeting')
  const { send } = useMeeting()
  const me = useMe()
  const { id, title } = usePostmortem()
  const [choice, setChoice] = useState('60')
  const [isOpening, setOpening] = useState(false)
  const mayOpen = me !== null && hasRole(me.role, 'facilitator')
  const open = async (): Promise<void> => {
    setOpening(true)
    const result = await send({ type: 'openMeeting', ...agendaOf(choice) })
    setOpening(false)
    if (!result.ok) tellRefusal(result.error)
  }
  return (
    <main className={classes.none}>
      <p className={classes.over}>{title || t('header.untitled')}</p>
      <h1 className={classes.title}>{t('none.title')}</h1>
      <p className={classes.lead}>{mayOpen ? t('none.facilitator') : t('none.wait')}</p>
      {mayOpen && (
        <>
          <PresetPicker value={choice} onPick={setChoice} />
          <div className={classes.row}>
            <Button onClick={open} loading={isOpening}>
              {t('none.open')}
            </Button>
            <Anchor component={Link} href={`/p/${id}`} size="sm">
              {t('none.read')}
            </Anchor>
            <Anchor component={Link} href="/" size="sm">
              {t('none.library')}
            </Anchor>
          </div>
        </>
      )}
      {!mayOpen && (
        <div className={classes.row}>
          <Button component={Link} href={`/p/${id}`} variant="default">
            {t('none.read')}
          </Button>
          <Anchor component={Link} href="/" size="sm">
            {t('none.library')}
          </Anchor>
        </div>
      )}
    </main>
  )
}
