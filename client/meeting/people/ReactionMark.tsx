import { IconBulb, IconHeart, IconHelp, IconThumbUp, type TablerIcon } from '@tabler/icons-react'
import type { Reaction } from '../../hooks/reactions.ts'

const ICONS: Readonly<Record<Reaction, TablerIcon>> = {
  agree: IconThumbUp,
  thanks: IconHeart,
  unclear: IconHelp,
  new: IconBulb,
}

/** The sign of a reaction; the word stands beside it or in the label around it. */
export function ReactionMark({ reaction, size }: { readonly reaction: Reaction; readonly size: number }) {
  const Icon = ICONS[reaction]
  return <Icon size={size} aria-hidden />
}
