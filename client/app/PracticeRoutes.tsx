import { Suspense } from 'react'
import { DocumentSkeleton } from '../ui/Skeletons.tsx'
import { PostmortemFrame } from './PostmortemFrame.tsx'
import { MeetingScreen, PracticeScreen } from './screens.ts'

/** A practice meeting: the screen of any meeting, on a connection that this page alone holds. */
export function PracticeRoutes() {
  return (
    <Suspense fallback={<DocumentSkeleton />}>
      <PracticeScreen>
        <PostmortemFrame>
          <Suspense fallback={<DocumentSkeleton />}>
            <MeetingScreen />
          </Suspense>
        </PostmortemFrame>
      </PracticeScreen>
    </Suspense>
  )
}
