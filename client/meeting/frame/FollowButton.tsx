import { Button, Tooltip } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useRoom } from '../room.ts'

/** Follows the spotlight, until one scrolls away oneself (M14). */
export function FollowButton() {
  const { t } = useTranslation('meeting')
  const { isFollowing, follow, stopFollowing } = useRoom()
  return (
    <Tooltip label={t('you.followHint')}>
      <Button
        size="sm"
        variant={isFollowing ? 'light' : 'default'}
        aria-pressed={isFollowing}
        leftSection={<IconEye size={16} />}
        onClick={isFollowing ? stopFollowing : follow}
      >
        {isFollowing ? t('you.following') : t('you.follow')}
      </Button>
    </Tooltip>
  )
}
