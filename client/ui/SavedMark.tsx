import { Tooltip } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCheck,
  IconCloudOff,
  IconCloudUp,
  IconEye,
  type IconProps,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './SavedMark.module.css'
import { useSavedText } from './useSavedText.ts'

/** What a saved mark is told: whether changes are safe, how many wait, and whether this device keeps them. */
export interface SavedMarkProps {
  readonly kind: 'saved' | 'saving' | 'offline' | 'failing' | 'refused' | 'readOnly'
  readonly waiting: number
  readonly kept: boolean
  /** Something has been on its way to the server for too long. */
  readonly isSlow: boolean
}

const ICONS: Record<SavedMarkProps['kind'], ComponentType<IconProps>> = {
  saved: IconCheck,
  saving: IconCloudUp,
  offline: IconCloudOff,
  failing: IconAlertTriangle,
  refused: IconAlertTriangle,
  readOnly: IconEye,
}

/** Says at every width whether changes are saved (P3); its width does not change while saving comes and goes. */
export function SavedMark(props: SavedMarkProps) {
  const { t } = useTranslation()
  const { label, detail, isLoud } = useSavedText(props)
  const Icon = ICONS[props.kind]
  return (
    <Tooltip label={detail} maw={320}>
      <span
        className={classes.mark}
        data-kind={props.kind}
        data-loud={isLoud || undefined}
        role="status"
        aria-label={`${label}. ${detail}`}
      >
        <Icon size={16} stroke={1.8} aria-hidden />
        <span className={classes.label}>
          {props.kind === 'saving' && !isLoud && props.waiting === 0 ? t('saved.opening') : label}
        </span>
      </span>
    </Tooltip>
  )
}
