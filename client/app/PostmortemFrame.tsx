import { type ReactNode, Suspense, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useConnection } from '../hooks/useConnection.ts'
import { useFacts } from '../hooks/useFacts.ts'
import { useStatus } from '../hooks/useStatus.ts'
import { type Command, useCommands } from '../ui/commands.ts'
import { Notices } from './Notices.tsx'
import { Closed, CommentsOutlet } from './screens.ts'

interface PostmortemFrameProps {
  readonly children: ReactNode
  /** The wall shows no notices of its own over it: nobody there can act on them. */
  readonly isStage?: boolean
}

/** What stands around each screen of a postmortem: its title in the tab, why it is closed, and what must be seen. */
export function PostmortemFrame({ children, isStage = false }: PostmortemFrameProps) {
  const status = useStatus()
  const { title } = useFacts()
  useEffect(() => {
    document.title = title ? `${title} · Debrief` : 'Debrief'
  }, [title])
  useCommands(usePlaces())
  if (status.reason) {
    return (
      <Suspense>
        <Closed reason={status.reason} wasIn={status.wasIn} />
      </Suspense>
    )
  }
  return (
    <>
      {!isStage && <Notices />}
      {children}
      {!isStage && (
        <Suspense>
          <CommentsOutlet />
        </Suspense>
      )}
    </>
  )
}

/** The screens of this postmortem, for the palette. */
function usePlaces(): readonly Command[] {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const { postmortem } = useConnection()
  return useMemo(
    () => [
      { id: 'document', label: t('palette.document'), run: () => go(`/p/${postmortem}`) },
      { id: 'meeting', label: t('palette.meeting'), run: () => go(`/p/${postmortem}/meeting`) },
      { id: 'stage', label: t('palette.stage'), run: () => go(`/p/${postmortem}/stage`) },
    ],
    [t, go, postmortem],
  )
}
