import { Button, Tooltip } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useRoom } from '../room.ts'
import classes from './Bar.module.css'

/** Follows the spotlight, until one scrolls away oneself (M14). */
export function FollowButton() {
  const { t } = useTranslation('meeting')
  const { isFollowing, follow, stopFollowing } = useRoom()
  const label = isFollowing ? t('you.following') : t('you.follow')
  return (
    <Tooltip label={t('you.followHint')}>
      <Button
        size="sm"
        className={classes.tool ?? ''}
        variant={isFollowing ? 'light' : 'default'}
        aria-pressed={isFollowing}
        aria-label={label}
        leftSection={<IconEye size={16} />}
        onClick={isFollowing ? stopFollowing : follow}
      >
        <span className={classes.word}>{label}</span>
      </Button>
    </Tooltip>
  )
}
