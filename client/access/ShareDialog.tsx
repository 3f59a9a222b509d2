import { Modal } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { loadMessages } from '../messages/index.ts'
import { InvitationLinks } from './InvitationLinks.tsx'
import { MemberList } from './MemberList.tsx'
import { NewLink } from './NewLink.tsx'
import classes from './Share.module.css'

/** How often who came in by which link is asked anew while the dialog is open, ms. */
const FOLLOW_EVERY = 5_000

interface ShareDialogProps {
  readonly postmortem: string
  readonly opened: boolean
  readonly onClose: () => void
}

/** Who may come in: makes, copies and revokes invitation links, and shows who came. For facilitators and the owner. */
export function ShareDialog({ postmortem, opened, onClose }: ShareDialogProps) {
  const { t } = useTranslation('access')
  const [hasTexts, setHasTexts] = useState(false)
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    void loadMessages('access').then(() => setHasTexts(true))
  }, [])
  const reload = (): void => setTurn(last => last + 1)
  useEffect(() => {
    if (!opened) return
    const timer = setInterval(() => setTurn(last => last + 1), FOLLOW_EVERY)
    return () => clearInterval(timer)
  }, [opened])
  return (
    <Modal opened={opened && hasTexts} onClose={onClose} title={t('share.title')} size="lg">
      <div className={classes.share}>
        <NewLink postmortem={postmortem} onMade={reload} />
        <InvitationLinks postmortem={postmortem} turn={turn} onChange={reload} />
        <MemberList postmortem={postmortem} turn={turn} onChange={reload} />
      </div>
    </Modal>
  )
}
