import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** Says whom one follows, or whom one has left and can rejoin. */
export function FollowingNote(props: {
  readonly className: string | undefined
  readonly name: string
  readonly isFollowing: boolean
  readonly onFollow: () => void
  readonly onStop: () => void
}) {
  const { t } = useTranslation()
  const { name, isFollowing, onFollow, onStop } = props
  return (
    <p className={props.className} role="status">
      <span>{t(isFollowing ? 'following.on' : 'following.off', { name })}</span>
      {!isFollowing && (
        <Button size="compact-sm" onClick={onFollow}>
          {t('following.rejoin')}
        </Button>
      )}
      <Button size="compact-sm" variant="default" onClick={onStop}>
        {t(isFollowing ? 'following.stop' : 'following.dismiss')}
      </Button>
    </p>
  )
}
