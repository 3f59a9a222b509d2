import { ActionIcon, Button, Popover, Stack, Text } from '@mantine/core'
import { IconArrowUp, IconHandStop, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import bar from '../frame/Bar.module.css'
import { useRoom } from '../room.ts'
import classes from './Hands.module.css'

/** The queue of hands: call on the next, reorder, lower, clear (M13). */
export function HandsMenu() {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const { hands } = view
  const first = hands[0]
  return (
    <Popover position="top-end" width={320} shadow="md" withArrow>
      <Popover.Target>
        <Button
          variant={hands.length > 0 ? 'light' : 'default'}
          size="sm"
          className={bar.tool ?? ''}
          leftSection={<IconHandStop size={16} />}
          aria-label={hands.length > 0 ? t('hands.up', { count: hands.length }) : t('bar.hands')}
        >
          <span className={bar.word}>{t('bar.hands')}</span>
          {hands.length > 0 && <span className={classes.badge}>{hands.length}</span>}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          {hands.length === 0 && <Text size="sm">{t('hands.none')}</Text>}
          {first && (
            <Button
              size="sm"
              classNames={{ label: classes.call ?? '' }}
              title={first.name}
              onClick={() => run({ type: 'callOn', person: first.person })}
            >
              {t('hands.callNext', { name: first.name })}
            </Button>
          )}
          <ol className={classes.queue}>
            {hands.map((hand, place) => (
              <li key={hand.person} className={classes.hand}>
                <span className={classes.name}>
                  <bdi>{hand.name}</bdi>
                  {!view.people.find(person => person.id === hand.person)?.spoken && (
                    <small className={classes.first}>{t('hands.first')}</small>
                  )}
                </span>
                {place > 0 && (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('hands.earlier', { name: hand.name })}
                    onClick={() => run({ type: 'moveHand', person: hand.person, to: place - 1 })}
                  >
                    <IconArrowUp size={16} />
                  </ActionIcon>
                )}
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`${t('hands.lower')}: ${hand.name}`}
                  onClick={() => run({ type: 'lowerHand', person: hand.person })}
                >
                  <IconX size={16} />
                </ActionIcon>
              </li>
            ))}
          </ol>
          {hands.length > 1 && (
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              onClick={() => run({ type: 'clearHands' })}
            >
              {t('hands.clear')}
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
