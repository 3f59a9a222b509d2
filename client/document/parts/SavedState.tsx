import { Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCloudOff, IconEye, IconLoader2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Saved } from '../../connection/status.ts'
import { useSaved } from '../../hooks/useSaved.ts'
import classes from './SavedState.module.css'

const ICONS = {
  saved: IconCheck,
  saving: IconLoader2,
  offline: IconCloudOff,
  failing: IconAlertTriangle,
  readOnly: IconEye,
} as const

/** Whether what was written is safe; loud, at every width, when it is not (P3). */
export function SavedState() {
  const { t } = useTranslation('common')
  const saved = useSaved()
  const Icon = ICONS[saved.kind]
  const isLoud = saved.kind === 'offline' || saved.kind === 'failing'
  const detail = saved.kind === 'offline' && !saved.kept ? 'offlineLost' : saved.kind
  return (
    <Tooltip label={t(`saved.detail.${detail}`)} w={280}>
      <span className={classes.saved} data-kind={saved.kind} data-loud={isLoud || undefined} role="status">
        <Icon size={15} aria-hidden />
        <span className={classes.text}>{textOf(saved, t)}</span>
      </span>
    </Tooltip>
  )
}

function textOf(saved: Saved, t: ReturnType<typeof useTranslation<'common'>>['t']): string {
  const { kind, waiting, kept } = saved
  if (kind === 'offline') {
    if (waiting === 0) return t('saved.offline')
    return t(kept ? 'saved.offlineKept' : 'saved.offlineLost', { count: waiting })
  }
  if (kind === 'failing' && waiting > 0)
    return `${t('saved.failing')}, ${t('saved.waiting', { count: waiting })}`
  return t(`saved.${kind}`)
}
