import { CloseButton } from '@mantine/core'
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../hooks/useConnection.ts'
import { useObservable } from '../hooks/useObservable.ts'
import { useSaved } from '../hooks/useSaved.ts'
import { useSavedText } from '../ui/useSavedText.ts'
import classes from './Notices.module.css'

const LIMIT = 10_000_000
/** What changed meanwhile is worth a look, not a click: it goes by itself, in ms. */
const GLANCE = 12_000

/**
 * What must be seen over whatever is open: changes that are not saved for another reason than being offline, which
 * the header says (P3), a reconnection, a size limit (W8).
 */
export function Notices() {
  const { t } = useTranslation()
  const connection = useConnection()
  const saved = useSaved()
  const { label, detail, isLoud } = useSavedText(saved)
  const meanwhile = useObservable(connection.meanwhile)
  const withheld = useObservable(connection.withheld)
  const size = useObservable(connection.size)
  useEffect(() => {
    if (!meanwhile) return
    const timer = setTimeout(connection.dismissMeanwhile, GLANCE)
    return () => clearTimeout(timer)
  }, [meanwhile, connection])
  return (
    <div className={classes.notices} aria-live="polite">
      {isLoud && saved.kind !== 'offline' && (
        <Notice tone="loud" icon={<IconAlertTriangle size={16} aria-hidden />}>
          <strong>{label}</strong>
          <span className={classes.detail}>{detail}</span>
        </Notice>
      )}
      {size > 0 && (
        <Notice tone={size >= LIMIT ? 'loud' : 'plain'} icon={<IconAlertTriangle size={16} aria-hidden />}>
          {size >= LIMIT ? t('frame.tooLarge') : t('frame.large', { size: Math.floor(size / 1_000_000) })}
        </Notice>
      )}
      {withheld && (
        <Notice
          tone="loud"
          icon={<IconAlertTriangle size={16} aria-hidden />}
          onDismiss={connection.dismissWithheld}
        >
          {t('frame.withheld')}
          <blockquote className={classes.withheld}>{withheld}</blockquote>
        </Notice>
      )}
      {meanwhile && (
        <Notice
          tone="plain"
          icon={<IconRefresh size={16} aria-hidden />}
          onDismiss={connection.dismissMeanwhile}
        >
          {t('frame.reconnected', { count: meanwhile.changes })}
        </Notice>
      )}
    </div>
  )
}

interface NoticeProps {
  readonly tone: 'loud' | 'plain'
  readonly icon: ReactNode
  readonly children: ReactNode
  readonly onDismiss?: () => void
}

function Notice({ tone, icon, children, onDismiss }: NoticeProps) {
  const { t } = useTranslation()
  return (
    <div className={classes.notice} data-tone={tone}>
      {icon}
      <div className={classes.text}>{children}</div>
      {onDismiss && <CloseButton size="sm" aria-label={t('frame.dismiss')} onClick={onDismiss} />}
    </div>
  )
}
