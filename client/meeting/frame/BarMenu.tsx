import { ActionIcon, Button, Group, Menu, Text } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MINUTE } from '../../../shared/base/time.ts'
import { lendableMs } from '../../../shared/meeting/timer.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { HandOver } from '../people/HandOver.tsx'
import { useRoom } from '../room.ts'
import classes from './Bar.module.css'

const BORROWED = [1, 3, 5] as const

/** What a facilitator needs less often: less time, borrowed minutes, a break, the role, the end (M7, M16, M23, M27). */
export function BarMenu() {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const [isHandingOver, setHandingOver] = useState(false)
  const [isEnding, setEnding] = useState(false)
  const isLead = view.lead === view.you.id
  const role = view.people.find(({ id }) => id === view.you.id)?.role
  const mayHandOver = isLead || (!view.roleLocked && (role === 'facilitator' || role === 'owner'))
  const later = view.steps.slice((view.current ?? 0) + 1)
  const loans = later.flatMap(step => {
    const most = Math.floor(lendableMs(step) / MINUTE)
    const minutes = BORROWED.filter(count => count <= most).at(-1)
    return minutes ? [{ step, minutes }] : []
  })
  return (
    <>
      <Menu position="top-end" withinPortal shadow="md" width={300}>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('bar.more')}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown mah="70vh" style={{ overflowY: 'auto' }}>
          {/* Where the window is too low for their buttons. */}
          {[1, 5].map(minutes => (
            <Menu.Item
              key={minutes}
              className={classes.low ?? ''}
              onClick={() => run({ type: 'extendTimer', minutes })}
            >
              {t('bar.plusLabel', { count: minutes })}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => run({ type: 'extendTimer', minutes: -1 })}>{t('bar.minusOne')}</Menu.Item>
          <Menu.Item onClick={() => run({ type: 'extendTimer', minutes: -5 })}>
            {t('bar.minusFive')}
          </Menu.Item>
          <Menu.Item onClick={() => run({ type: 'rebalance' })}>{t('bar.rebalance')}</Menu.Item>
          {loans.length > 0 && <Menu.Label>{t('bar.borrow')}</Menu.Label>}
          {loans.map(({ step, minutes }) => (
            <Menu.Item key={step.id} onClick={() => run({ type: 'borrowMinutes', from: step.id, minutes })}>
              {t('bar.borrowFrom', { count: minutes, step: step.title })}
            </Menu.Item>
          ))}
          <Menu.Label>{t('bar.break')}</Menu.Label>
          {[5, 10].map(minutes => (
            <Menu.Item key={minutes} onClick={() => run({ type: 'takeBreak', minutes })}>
              {t('bar.breakMinutes', { count: minutes })}
            </Menu.Item>
          ))}
          {mayHandOver && (
            <>
              <Menu.Divider />
              <Menu.Item onClick={() => setHandingOver(true)}>{t('bar.handOver')}</Menu.Item>
            </>
          )}
          {isLead && (
            <Menu.Item onClick={() => run({ type: 'lockFacilitation', locked: !view.roleLocked })}>
              {view.roleLocked ? t('bar.unlock') : t('bar.lock')}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item color="red" onClick={() => setEnding(true)}>
            {t('bar.endEarly')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isEnding && (
        <Dialog onClose={() => setEnding(false)} title={t('bar.endEarlyTitle')}>
          <Text size="sm">{t('bar.endEarlyText', { count: later.length })}</Text>
          <Group justify="flex-end" mt="md" gap="xs">
            <Button variant="default" data-autofocus onClick={() => setEnding(false)}>
              {t('bar.endEarlyCancel')}
            </Button>
            <Button
              color="red.8"
              onClick={() => {
                setEnding(false)
                void run({ type: 'endMeeting' })
              }}
            >
              {t('bar.endEarlyGo')}
            </Button>
          </Group>
        </Dialog>
      )}
      <HandOver opened={isHandingOver} onClose={() => setHandingOver(false)} />
    </>
  )
}
