import { type ReactNode, Suspense, useEffect } from 'react'
import { useFacts } from '../hooks/useFacts.ts'
import { useStatus } from '../hooks/useStatus.ts'
import { Notices } from './Notices.tsx'
import { Closed } from './screens.ts'

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
    </>
  )
}
