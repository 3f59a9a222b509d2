import { ActionIcon, Button, Menu } from '@mantine/core'
import {
  IconChevronLeft,
  IconDots,
  IconHandStop,
  IconLayoutSidebar,
  IconLayoutSidebarRight,
  IconScreenShare,
} from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { hasRole } from '../../../shared/protocol/roles.ts'
import { clockText } from '../../hooks/clockText.ts'
import { useConnection } from '../../hooks/useConnection.ts'
import { useFacts } from '../../hooks/useFacts.ts'
import { useMe } from '../../hooks/useMe.ts'
import { useSaved } from '../../hooks/useSaved.ts'
import { useStepClock } from '../../hooks/useStepClock.ts'
import { part } from '../../ui/part.ts'
import { SavedMark } from '../../ui/SavedMark.tsx'
import { Faces } from '../people/Faces.tsx'
import { useRoom } from '../room.ts'
import { openStage } from '../stageWindow.ts'
import { useMuted } from '../timer/useMuted.ts'
import classes from './MeetingHeader.module.css'

const ReactionCounts = part(async () => ({
  default: (await import('../people/ReactionCounts.tsx')).ReactionCounts,
}))
const ShareDialog = part(async () => ({
  default: (await import('../../access/ShareDialog.tsx')).ShareDialog,
}))

/** What the meeting is about, whether work is safe, who is here, who wants to speak. */
export function MeetingHeader(props: {
  readonly onKeys: () => void
  /** The large clock has scrolled out of view: a small one stands in. */
  readonly hasClock: boolean
  readonly onAgenda: (() => void) | null
  readonly onDetails: (() => void) | null
}) {
  const { t } = useTranslation('meeting')
  const { view } = useRoom()
  const { postmortem, isLocal } = useConnection()
  const { title, severity, incident } = useFacts()
  const me = useMe()
  const saved = useSaved()
  const [isSharing, setSharing] = useState(false)
  const speaker = view.people.find(person => person.id === view.speaker)
  const mayShare = me !== null && hasRole(me.role, 'facilitator') && !isLocal
  return (
    <header className={classes.header}>
      {props.onAgenda && (
        <ActionIcon variant="subtle" color="gray" aria-label={t('header.agenda')} onClick={props.onAgenda}>
          <IconLayoutSidebar size={19} />
        </ActionIcon>
      )}
      <Link
        className={classes.back}
        href={isLocal ? '~/' : `/p/${postmortem}`}
        title={t(isLocal ? 'header.leave' : 'header.back')}
      >
        <IconChevronLeft size={17} aria-hidden />
        <span className={classes.title} dir="auto">
          {title || t('header.untitled')}
        </span>
      </Link>
      <span className={classes.facts}>
        {[severity, incident].filter(Boolean).map(fact => (
          <span key={fact}>{fact}</span>
        ))}
      </span>
      <SavedMark {...saved} />
      <span className={classes.space} />
      {props.hasClock && <SmallClock />}
      <Suspense>
        <ReactionCounts />
      </Suspense>
      {speaker && <span className={classes.speaker}>{t('hands.speaks', { name: speaker.name })}</span>}
      <Faces />
      {view.hands.length > 0 && (
        <span className={classes.hands} title={view.hands.map(hand => hand.name).join(', ')}>
          <IconHandStop size={17} aria-hidden /> <b>{view.hands.length}</b>
          <span className={classes.hidden}>{t('hands.count', { count: view.hands.length })}</span>
        </span>
      )}
      {mayShare && (
        <Button
          className={classes.stage ?? ''}
          size="compact-md"
          variant="default"
          leftSection={<IconScreenShare size={16} aria-hidden />}
          onClick={() => openStage(postmortem)}
        >
          {t('header.stageShort')}
        </Button>
      )}
      {mayShare && (
        <Button
          className={classes.share ?? ''}
          size="compact-md"
          variant="default"
          onClick={() => setSharing(true)}
        >
          {t('header.share')}
        </Button>
      )}
      {props.onDetails && (
        <ActionIcon variant="subtle" color="gray" aria-label={t('header.details')} onClick={props.onDetails}>
          <IconLayoutSidebarRight size={19} />
        </ActionIcon>
      )}
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('header.more')}>
            <IconDots size={19} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown maw={340}>
          <Menu.Label dir="auto">{title || t('header.untitled')}</Menu.Label>
          {mayShare && (
            <Menu.Item className={classes.inMenu ?? ''} onClick={() => setSharing(true)}>
              {t('header.share')}
            </Menu.Item>
          )}
          {!isLocal && (
            <>
              <Menu.Item onClick={() => openStage(postmortem)}>{t('header.stage')}</Menu.Item>
              <Menu.Item component={Link} href={`/p/${postmortem}`}>
                {t('header.back')}
              </Menu.Item>
            </>
          )}
          <Menu.Item onClick={props.onKeys}>{t('header.keys')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isSharing && (
        <Suspense>
          <ShareDialog postmortem={postmortem} opened onClose={() => setSharing(false)} />
        </Suspense>
      )}
    </header>
  )
}

/** The step's clock in one line; the large one is what a screen reader is told of. */
function SmallClock() {
  const { view } = useRoom()
  const clock = useStepClock(view)
  const [isMuted] = useMuted()
  if (!clock) return null
  const warning = isMuted || clock.breakUntil !== null ? 'none' : clock.warning
  return (
    <span className={classes.clock} data-warning={warning} aria-hidden="true">
      {clockText(clock.remainingMs)}
    </span>
  )
}
