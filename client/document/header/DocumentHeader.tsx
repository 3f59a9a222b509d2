import { ActionIcon, Button } from '@mantine/core'
import { IconChevronLeft, IconLayoutSidebarRight, IconMessage } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { hasRole } from '../../../shared/protocol/roles.ts'
import { ShareDialog } from '../../access/ShareDialog.tsx'
import { useComments } from '../../hooks/useComments.ts'
import { useConnection } from '../../hooks/useConnection.ts'
import { useFacts } from '../../hooks/useFacts.ts'
import { useMe } from '../../hooks/useMe.ts'
import { useMeeting } from '../../hooks/useMeeting.ts'
import { useSaved } from '../../hooks/useSaved.ts'
import { useCommands } from '../../ui/commands.ts'
import { SavedMark } from '../../ui/SavedMark.tsx'
import { commentView } from '../parts/comments/commentView.ts'
import { jumpTo } from '../parts/jump.ts'
import { PublishButton } from '../parts/publish/PublishButton.tsx'
import classes from './DocumentHeader.module.css'
import { ExampleBadge } from './ExampleBadge.tsx'
import { ExportMenu } from './ExportMenu.tsx'
import { FollowFaces } from './FollowFaces.tsx'
import { HistoryMenu } from './HistoryMenu.tsx'

/** Where one is, whether work is safe, who is here, and the ways on: share, export, stage, meeting. */
export function DocumentHeader({ onPanel }: { readonly onPanel: (() => void) | null }) {
  const { t } = useTranslation('document')
  const { postmortem } = useConnection()
  const { title } = useFacts()
  const me = useMe()
  const { answer, isKnown } = useMeeting()
  const [isSharing, setSharing] = useState(false)
  const mayShare = me !== null && hasRole(me.role, 'facilitator')
  const status = answer?.state.status
  const isOn = status === 'running' || status === 'lobby'
  useCommands(
    useMemo(
      () => (mayShare ? [{ id: 'share', label: t('header.shareCommand'), run: () => setSharing(true) }] : []),
      [mayShare, t],
    ),
  )
  return (
    <header className={classes.header}>
      <Link
        className={classes.back}
        href="/"
        aria-label={`${t('header.library')}: ${title || t('facts.untitled')}`}
      >
        <IconChevronLeft size={17} aria-hidden />
        <span className={classes.title} dir="auto">
          {title || t('facts.untitled')}
        </span>
      </Link>
      <ExampleBadge />
      <Saved />
      <span className={classes.space} />
      <FollowFaces />
      <div className={classes.actions}>
        {mayShare && (
          <Button size="compact-sm" variant="default" onClick={() => setSharing(true)}>
            {t('header.share')}
          </Button>
        )}
        <PublishButton onShow={jumpTo} />
        <ExportMenu postmortem={postmortem} />
        <Button
          className={classes.wide ?? ''}
          size="compact-sm"
          variant="default"
          component={Link}
          href={`/p/${postmortem}/stage`}
        >
          {t('header.stage')}
        </Button>
        {answer === null && isKnown && mayShare ? (
          <OpenMeeting />
        ) : (
          <Button
            size="compact-sm"
            variant={isOn ? 'filled' : 'default'}
            component={Link}
            href={`/p/${postmortem}/meeting`}
          >
            {t(isOn ? 'header.join' : 'header.meeting')}
          </Button>
        )}
        <CommentsButton />
        <HistoryMenu />
        {onPanel && (
          <ActionIcon variant="subtle" color="gray" aria-label={t('header.panel')} onClick={onPanel}>
            <IconLayoutSidebarRight size={19} />
          </ActionIcon>
        )}
      </div>
      {mayShare && (
        <ShareDialog postmortem={postmortem} opened={isSharing} onClose={() => setSharing(false)} />
      )}
    </header>
  )
}

/** Opens all comments, and says how many are open. */
function CommentsButton() {
  const { t } = useTranslation('document')
  const view = commentView(useConnection())
  const open = useComments().filter(({ resolvedAt }) => resolvedAt === '').length
  const label = open > 0 ? t('comments.open', { count: open }) : t('comments.show')
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={label}
      title={label}
      onClick={() => view.set(view.get().kind === 'closed' ? { kind: 'list' } : { kind: 'closed' })}
    >
      <IconMessage size={19} />
    </ActionIcon>
  )
}

/** The length that the lobby starts with; it can be changed there, min. */
const USUAL_MINUTES = 60

/** Opens the meeting's lobby: one press here, and one in the lobby starts. */
function OpenMeeting() {
  const { t } = useTranslation('document')
  const { postmortem } = useConnection()
  const { send } = useMeeting()
  const [, go] = useLocation()
  const [isOpening, setOpening] = useState(false)
  const open = async (): Promise<void> => {
    setOpening(true)
    await send({ type: 'openMeeting', minutes: USUAL_MINUTES })
    // Where it was refused, the meeting's own page says how it is.
    go(`/p/${postmortem}/meeting`)
  }
  return (
    <Button size="compact-sm" variant="default" loading={isOpening} onClick={() => void open()}>
      {t('header.open')}
    </Button>
  )
}

/** Changes with every key; apart from the header, so that nothing else is drawn anew for it. */
function Saved() {
  return <SavedMark {...useSaved()} />
}
