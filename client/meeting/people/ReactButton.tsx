import { Button, Popover } from '@mantine/core'
import { IconMoodSmile } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { REACTIONS } from '../../hooks/reactions.ts'
import { useReact, useReactions } from '../../hooks/useReactions.ts'
import bar from '../frame/Bar.module.css'
import { useRoom } from '../room.ts'
import { ReactionMark } from './ReactionMark.tsx'
import classes from './Reactions.module.css'

/** Four things to say without a word; each is a mark on one's face for a moment, and kept nowhere. */
export function ReactButton() {
  const { t } = useTranslation('meeting')
  const { view } = useRoom()
  const react = useReact()
  const own = useReactions().get(view.you.id)
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="top-end"
      shadow="md"
      trapFocus
      returnFocus
      withArrow
    >
      <Popover.Target>
        <Button
          size="sm"
          className={bar.tool ?? ''}
          variant={own ? 'light' : 'default'}
          aria-label={t('react.label')}
          leftSection={own ? <ReactionMark reaction={own} size={16} /> : <IconMoodSmile size={16} />}
          onClick={() => setOpen(!isOpen)}
        >
          <span className={bar.word}>{t('react.label')}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={6}>
        <div className={classes.choices}>
          {REACTIONS.map(reaction => (
            <Button
              key={reaction}
              size="sm"
              variant={own === reaction ? 'light' : 'subtle'}
              color={own === reaction ? '' : 'gray'}
              aria-pressed={own === reaction}
              justify="start"
              leftSection={<ReactionMark reaction={reaction} size={16} />}
              onClick={() => {
                react(reaction)
                setOpen(false)
              }}
            >
              {t(`react.${reaction}`)}
            </Button>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
