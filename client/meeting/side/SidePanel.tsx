import { ActionIcon, Textarea } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconChevronRight } from '@tabler/icons-react'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../../hooks/useConnection.ts'
import { part } from '../../ui/part.ts'
import { useRoom } from '../room.ts'
import { CatchUpPanel } from './CatchUpPanel.tsx'
import { ItemDetails } from './ItemDetails.tsx'
import classes from './SidePanel.module.css'

const Notices = part(async () => ({ default: (await import('./Notices.tsx')).Notices }))

/** Beside the work: what is selected, what the software noticed (for facilitators), and notes of one's own. */
export function SidePanel({ onFold }: { readonly onFold?: () => void }) {
  const { t } = useTranslation('meeting')
  const { view } = useRoom()
  return (
    <aside className={classes.panel} aria-label={t('panel.label')}>
      {onFold && (
        <ActionIcon
          className={classes.fold}
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={t('panel.fold')}
          onClick={onFold}
        >
          <IconChevronRight size={16} />
        </ActionIcon>
      )}
      <CatchUpPanel />
      <section className={classes.section} data-first>
        <ItemDetails />
      </section>
      {view.you.facilitator && (
        <section className={classes.section}>
          <Suspense>
            <Notices />
          </Suspense>
        </section>
      )}
      <section className={classes.section}>
        <MyNotes />
      </section>
    </aside>
  )
}

/** Private notes, kept on this device alone. */
function MyNotes() {
  const { t } = useTranslation('meeting')
  const { postmortem } = useConnection()
  const [notes, setNotes] = useLocalStorage({
    key: `debrief-notes-${postmortem}`,
    defaultValue: '',
    getInitialValueInEffect: false,
  })
  return (
    <Textarea
      label={t('panel.notes')}
      description={t('panel.notesHint')}
      placeholder={t('panel.notesPlaceholder')}
      autosize
      minRows={4}
      maxRows={14}
      value={notes}
      onChange={event => setNotes(event.currentTarget.value)}
    />
  )
}
