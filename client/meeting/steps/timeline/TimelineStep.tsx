import { ActionIcon, Button } from '@mantine/core'
import { IconCheck, IconChevronDown, IconChevronUp, IconQuestionMark } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { updateItem } from '../../../../shared/document/edit.ts'
import type { RowState } from '../../../../shared/document/postmortem.ts'
import { EDIT } from '../../../../shared/document/schema.ts'
import { Timeline } from '../../../document/parts/Timeline.tsx'
import { useCanEdit } from '../../../hooks/useCanEdit.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { useList } from '../../../hooks/useList.ts'
import { useRoom } from '../../room.ts'
import { useWalk } from '../useWalk.ts'
import { DisputedEvent } from './DisputedEvent.tsx'
import classes from './Timeline.module.css'

/** The walk: one row after the other, each confirmed or disputed by the room, gaps asked about in between. */
export function TimelineStep() {
  const { selected, select, view } = useRoom()
  const events = useList('timeline')
  const mayEdit = useCanEdit()
  const hasRows = events.length > 0
  const isCurrent = selected?.section === 'timeline' ? selected.item : null
  const isDisputed = events.find(({ id }) => id === isCurrent)?.state === 'disputed'
  return (
    <div className={classes.rows}>
      {hasRows && <WalkBar />}
      {isDisputed && mayEdit && isCurrent && <DisputedEvent key={isCurrent} id={isCurrent} />}
      {view.progress.timelineConfirmed && <Agreed />}
      <Timeline
        focusRow={isCurrent}
        onFocusRow={id => {
          if (id !== null && id !== isCurrent) select({ section: 'timeline', item: id })
        }}
      />
    </div>
  )
}

function Agreed() {
  const { t } = useTranslation('meeting')
  return <p className={classes.agreed}>✓ {t('timeline.agreed')}</p>
}

/** Where the walk is, how much is settled, and what to do with the row it is at. */
function WalkBar() {
  const { t } = useTranslation('meeting')
  const { selected, view } = useRoom()
  const { doc } = useConnection()
  const mayEdit = useCanEdit()
  const walk = useWalk()
  const rows = useList('timeline')
  const current = rows.find(row => row.id === selected?.item)
  const open = rows.filter(row => row.state === 'draft')
  const disputed = rows.filter(row => row.state === 'disputed').length
  const confirmed = rows.length - open.length - disputed
  const judge = (state: RowState): void => {
    if (current) updateItem(doc, 'timeline', current.id, { state: current.state === state ? 'draft' : state })
  }
  return (
    <div className={classes.walk}>
      <ActionIcon.Group>
        <ActionIcon variant="default" size={32} aria-label={t('timeline.previous')} onClick={walk.previous}>
          <IconChevronUp size={17} />
        </ActionIcon>
        <ActionIcon variant="default" size={32} aria-label={t('timeline.nextRow')} onClick={walk.next}>
          <IconChevronDown size={17} />
        </ActionIcon>
      </ActionIcon.Group>
      {mayEdit && (
        <>
          <Button
            size="compact-md"
            variant={current?.state === 'confirmed' ? 'light' : 'default'}
            disabled={!current}
            leftSection={<IconCheck size={15} />}
            title={t(current?.state === 'confirmed' ? 'timeline.takeBack' : 'timeline.confirmThis')}
            onClick={() => judge('confirmed')}
          >
            {t(current?.state === 'confirmed' ? 'timeline.isConfirmed' : 'timeline.confirm')}
          </Button>
          <Button
            size="compact-md"
            variant={current?.state === 'disputed' ? 'light' : 'default'}
            disabled={!current}
            leftSection={<IconQuestionMark size={15} />}
            title={t(current?.state === 'disputed' ? 'timeline.takeBackDispute' : 'timeline.disputeThis')}
            onClick={() => judge('disputed')}
          >
            {t(current?.state === 'disputed' ? 'timeline.isDisputed' : 'timeline.dispute')}
          </Button>
        </>
      )}
      <span className={classes.counts} role="status">
        {t('timeline.confirmed', { count: confirmed, of: rows.length })}
        {disputed > 0 && `, ${t('timeline.disputed', { count: disputed })}`}
      </span>
      {mayEdit && view.you.facilitator && open.length > 0 && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          onClick={() =>
            doc.transact(() => {
              for (const row of open) updateItem(doc, 'timeline', row.id, { state: 'confirmed' })
            }, EDIT)
          }
        >
          {t('timeline.confirmRest', { count: open.length })}
        </Button>
      )}
    </div>
  )
}
