import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StepPlan } from '../../../shared/meeting/agenda.ts'
import { part } from '../../ui/part.ts'
import { useRoom } from '../room.ts'
import { isSameAgenda, requestsOf, type SavedAgendas } from './useAgendas.ts'

const AgendaDialog = part(async () => ({ default: (await import('./AgendaDialog.tsx')).AgendaDialog }))

/** Plans the meeting with one of the workspace's saved agendas, and keeps the present one among them. */
export function AgendaMenu(props: { readonly plan: readonly StepPlan[]; readonly saved: SavedAgendas }) {
  const { t } = useTranslation('meeting')
  const { run } = useRoom()
  const { plan, saved } = props
  const [isOpen, setOpen] = useState(false)
  if (saved.list.length === 0 && !saved.mayKeep) return null
  const current = saved.list.find(agenda => isSameAgenda(agenda.steps, requestsOf(plan)))
  return (
    <>
      <Menu position="bottom-start" shadow="md" withinPortal>
        <Menu.Target>
          <Button
            variant={current ? 'light' : 'default'}
            size="sm"
            rightSection={<IconChevronDown size={15} />}
          >
            {current ? current.name : t('lobby.saved')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah="60vh" style={{ overflowY: 'auto' }}>
          {saved.list.length === 0 && <Menu.Label>{t('lobby.savedNone')}</Menu.Label>}
          {saved.list.map(agenda => (
            <Menu.Item
              key={agenda.id}
              fw={agenda === current ? 600 : 400}
              rightSection={t('rail.minutes', {
                count: agenda.steps.reduce((sum, step) => sum + step.minutes, 0),
              })}
              onClick={() => void run({ type: 'openMeeting', agenda: agenda.steps })}
            >
              {agenda.name}
            </Menu.Item>
          ))}
          {saved.mayKeep && (
            <>
              {saved.list.length > 0 && <Menu.Divider />}
              <Menu.Item onClick={() => setOpen(true)}>{t('lobby.savedManage')}</Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {isOpen && (
        <Suspense>
          <AgendaDialog plan={plan} saved={saved} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
