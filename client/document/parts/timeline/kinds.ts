import {
  IconAlertCircle,
  IconBell,
  IconCheck,
  IconCircleCheck,
  IconCircleDashed,
  IconGitCommit,
  IconHelpCircle,
  IconNote,
  type IconProps,
  IconRotate2,
  IconRoute,
  IconUsersPlus,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { RowKind, RowState } from '../../../../shared/document/postmortem.ts'

type Icon = ComponentType<IconProps>

/** Each kind of row has a picture of its own; its word stands beside it. */
export const KIND_ICONS: Readonly<Record<RowKind, Icon>> = {
  change: IconGitCommit,
  onset: IconAlertCircle,
  detect: IconBell,
  escalate: IconUsersPlus,
  decide: IconRoute,
  mitigate: IconRotate2,
  resolve: IconCircleCheck,
  note: IconNote,
}

export const STATE_ICONS: Readonly<Record<RowState, Icon>> = {
  draft: IconCircleDashed,
  confirmed: IconCheck,
  disputed: IconHelpCircle,
}
