import { IconAlertTriangle, IconCheck, IconCloudOff, IconEye, IconLoader2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useSaved } from '../../hooks/useSaved.ts'
import classes from './MeetingHeader.module.css'

const ICONS = {
  saved: IconCheck,
  saving: IconLoader2,
  offline: IconCloudOff,
  failing: IconAlertTriangle,
  readOnly: IconEye,
} as const

/** Whether what was written is safe; loud, at every width, when it is not (P3). */
export function SavedState() {
  const { t } = useTranslation('meeting')
  const saved = useSaved()
  const Icon = ICONS[saved.kind]
  const isLoud = saved.kind === 'offline' || saved.kind === 'failing'
  return (
    <span className={classes.saved} data-loud={isLoud || undefined} role="status">
      <Icon size={15} aria-hidden />
      <span className={classes.savedText}>
        {saved.kind === 'offline' ? t('header.offline', { count: saved.waiting }) : t(`header.${saved.kind}`)}
      </span>
    </span>
  )
}
