import { Drawer } from '@mantine/core'
import { useLocalStorage, useMediaQuery } from '@mantine/hooks'
import { Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearch } from 'wouter'
import type { MeetingCommand } from '../../shared/meeting/commands.ts'
import type { MeetingAnswer } from '../../shared/protocol/meetingApi.ts'
import { useUndoKeys } from '../document/parts/useUndoKeys.ts'
import { useMeeting } from '../hooks/useMeeting.ts'
import { usePersonFollowing } from '../hooks/usePersonFollowing.ts'
import { loadMessages } from '../messages/index.ts'
import { PartBoundary } from '../ui/PartBoundary.tsx'
import { part } from '../ui/part.ts'
import { AgendaRail } from './frame/AgendaRail.tsx'
import { BreakNotice } from './frame/BreakNotice.tsx'
import { FacilitatorBar } from './frame/FacilitatorBar.tsx'
import { MeetingHeader } from './frame/MeetingHeader.tsx'
import { Notes } from './frame/Notes.tsx'
import { ParticipantBar } from './frame/ParticipantBar.tsx'
import { StepHead } from './frame/StepHead.tsx'
import { RoomKeys } from './keys/RoomKeys.tsx'
import classes from './MeetingRoom.module.css'
import { type Room, RoomProvider, useRoom } from './room.ts'
import { SidePanel } from './side/SidePanel.tsx'
import { Work } from './steps/Work.tsx'
import { tellRefusal, withdrawRefusal } from './tell.ts'
import { Announcements } from './timer/Announcements.tsx'
import { useAnnouncedRoom, useFollowedPerson } from './useFollowedPerson.ts'
import { useFollowing } from './useFollowing.ts'
import { usePlace } from './usePlace.ts'

const Lobby = part(async () => ({ default: (await import('./lobby/Lobby.tsx')).Lobby }))
const Report = part(async () => ({ default: (await import('./report/Report.tsx')).Report }))
const Replay = part(async () => {
  const [{ Replay: component }] = await Promise.all([import('./replay/Replay.tsx'), loadMessages('replay')])
  return { default: component }
})

/** The meeting around one answer of the server: what all parts share, and which of the three phases is shown. */
export function MeetingRoom({ answer }: { readonly answer: MeetingAnswer }) {
  const { send } = useMeeting()
  const view = answer.state
  useUndoKeys()
  const following = useFollowing(view.spotlight, view.you.facilitator, view.current)
  const { place, look, join, hasMovedOn } = usePlace(view, following)
  const person = usePersonFollowing()
  useFollowedPerson(view, person.followed, look)
  const [hasKeys, setKeys] = useState(false)
  const isReplay = new URLSearchParams(useSearch()).has('replay')
  const run = useCallback(
    async (command: MeetingCommand) => {
      const result = await send(command)
      if (result.ok) withdrawRefusal()
      else if (result.error.code !== 'meeting/exit-open') tellRefusal(result.error)
      return result.ok
    },
    [send],
  )
  const room: Room = {
    ...{ view, run, place, look, join },
    ...following,
    person: {
      ...person,
      follow: whom => {
        if (whom !== null) following.stopFollowing()
        person.follow(whom)
      },
    },
    follow: () => {
      person.follow(null)
      following.follow()
    },
  }
  return (
    <RoomProvider value={room}>
      <Announcements />
      <RoomKeys isListed={hasKeys} onList={setKeys} />
      {view.status === 'running' ? (
        <Running movedOn={hasMovedOn} onKeys={() => setKeys(true)} />
      ) : (
        <div className={classes.page}>
          <MeetingHeader onKeys={() => setKeys(true)} hasClock={false} onAgenda={null} onDetails={null} />
          <PartBoundary name={view.status}>
            <Suspense>{view.status === 'lobby' ? <Lobby /> : isReplay ? <Replay /> : <Report />}</Suspense>
          </PartBoundary>
        </div>
      )}
    </RoomProvider>
  )
}

/** Header, agenda, the work, details, and the bar; the rails fold away, the work stays. */
function Running({ movedOn, onKeys }: { readonly movedOn: boolean; readonly onKeys: () => void }) {
  const { t } = useTranslation('meeting')
  const isNarrow = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false })
  const isMiddling = useMediaQuery('(max-width: 1240px)', false, { getInitialValueInEffect: false })
  const [hasRail, setRail] = useShown('rail')
  const [hasPanel, setPanel] = useShown('panel')
  const [drawer, setDrawer] = useState<'rail' | 'panel' | null>(null)
  const [isHeadAway, setHeadAway] = useState(false)
  const showsRail = hasRail && !isNarrow
  const showsPanel = hasPanel && !isMiddling
  return (
    <div className={classes.room} data-rail={showsRail} data-panel={showsPanel}>
      <MeetingHeader
        onKeys={onKeys}
        hasClock={isHeadAway}
        onAgenda={showsRail ? null : () => (isNarrow ? setDrawer('rail') : setRail(true))}
        onDetails={showsPanel ? null : () => (isMiddling ? setDrawer('panel') : setPanel(true))}
      />
      {showsRail && (
        <div className={classes.rail}>
          <AgendaRail onFold={() => setRail(false)} />
        </div>
      )}
      <Middle onHead={isSeen => setHeadAway(!isSeen)} />
      {showsPanel && (
        <div className={classes.panel}>
          <PartBoundary name="SidePanel">
            <SidePanel onFold={() => setPanel(false)} />
          </PartBoundary>
        </div>
      )}
      <footer className={classes.bar}>
        <Notes movedOn={movedOn} />
        <Bar />
      </footer>
      <Drawer
        opened={drawer === 'rail'}
        onClose={() => setDrawer(null)}
        title={t('rail.label')}
        size={300}
        padding="xs"
        lockScroll={false}
      >
        <AgendaRail onPick={() => setDrawer(null)} />
      </Drawer>
      <Drawer
        opened={drawer === 'panel'}
        onClose={() => setDrawer(null)}
        position="right"
        title={t('header.details')}
        size={340}
        padding="xs"
        lockScroll={false}
      >
        <SidePanel />
      </Drawer>
    </div>
  )
}

/** The work in front. A person who scrolls it stops following (M14). */
function Middle({ onHead }: { readonly onHead: (isSeen: boolean) => void }) {
  const { view, place, isFollowing, stopFollowing } = useRoom()
  const frame = useRef<HTMLElement>(null)
  useAnnouncedRoom(view, place, frame)
  const head = useRef<HTMLDivElement>(null)
  const tell = useRef(onHead)
  tell.current = onHead
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => tell.current(entry?.isIntersecting ?? true), {
      root: frame.current,
      threshold: 0.4,
    })
    if (head.current) observer.observe(head.current)
    return () => observer.disconnect()
  }, [])
  const onScroll = isFollowing && view.spotlight && !view.you.facilitator ? stopFollowing : undefined
  return (
    <main ref={frame} className={classes.middle} onWheel={onScroll} onTouchMove={onScroll}>
      <div ref={head} className={classes.head}>
        <StepHead />
      </div>
      <BreakNotice />
      <div className={classes.work}>
        <Work />
      </div>
    </main>
  )
}

function Bar() {
  const { view } = useRoom()
  return view.you.facilitator ? <FacilitatorBar /> : <ParticipantBar />
}

/** Whether a rail is shown; kept on this device. */
function useShown(rail: 'rail' | 'panel'): readonly [boolean, (isShown: boolean) => void] {
  const [isShown, setShown] = useLocalStorage({
    key: `debrief-meeting-${rail}`,
    defaultValue: true,
    getInitialValueInEffect: false,
  })
  return [isShown, setShown]
}
