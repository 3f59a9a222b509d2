import { Button, Popover, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRoom } from '../room.ts'
import classes from './Bar.module.css'

/** "7 of 9 finished", and for the facilitator who is not (M21). */
export function FinishedCount() {
  const { t } = useTranslation('meeting')
  const { view } = useRoom()
  const { finished } = view
  if (finished.of === 0) return null
  const names = namesOf(view.people, finished.waiting)
  return (
    <Popover position="top-start" withArrow shadow="md">
      <Popover.Target>
        <Button variant="subtle" color="gray" size="compact-sm" className={classes.finished}>
          {t('bar.finished', { count: finished.count, of: finished.of })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown maw={280}>
        {names.length === 0 ? (
          <Text size="sm">{t('bar.allFinished')}</Text>
        ) : (
          <>
            <Text size="xs" c="dimmed">
              {t('bar.notFinished')}
            </Text>
            <Text size="sm">{names.join(', ')}</Text>
          </>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

/** Names of people by id, in the order of the ids. */
export const namesOf = (
  people: readonly { readonly id: string; readonly name: string }[],
  ids: readonly string[],
): readonly string[] => ids.flatMap(id => people.find(person => person.id === id)?.name ?? [])
