import { Suspense } from 'react'
import { Redirect, Route, Switch, useRoute } from 'wouter'
import { ConnectionProvider } from '../hooks/ConnectionProvider.tsx'
import { useSession } from '../hooks/useSession.ts'
import { DocumentSkeleton } from '../ui/Skeletons.tsx'
import { NotHere } from './NotHere.tsx'
import { PostmortemFrame } from './PostmortemFrame.tsx'
import { DocumentScreen, MeetingScreen, PublishedScreen, StageScreen } from './screens.ts'

/** The screens of one postmortem. The connection stays while someone goes from one to another. */
export function PostmortemRoutes({ postmortem }: { readonly postmortem: string }) {
  const session = useSession()
  const [isPublished, published] = useRoute('/p/:id/published/:version')
  if (session.kind === 'unknown') return <DocumentSkeleton />
  if (session.kind === 'signedOut') return <Redirect to="/sign-in" />
  if (isPublished && published) {
    return (
      <Suspense fallback={<DocumentSkeleton />}>
        <PublishedScreen postmortem={postmortem} version={published.version} />
      </Suspense>
    )
  }
  return (
    <ConnectionProvider postmortem={postmortem} fallback={<DocumentSkeleton />}>
      <Switch>
        <Route path="/p/:id/stage">
          <PostmortemFrame isStage>
            <Suspense>
              <StageScreen />
            </Suspense>
          </PostmortemFrame>
        </Route>
        <Route path="/p/:id/meeting">
          <PostmortemFrame>
            <Suspense fallback={<DocumentSkeleton />}>
              <MeetingScreen />
            </Suspense>
          </PostmortemFrame>
        </Route>
        <Route path="/p/:id">
          <PostmortemFrame>
            <Suspense fallback={<DocumentSkeleton />}>
              <DocumentScreen />
            </Suspense>
          </PostmortemFrame>
        </Route>
        <Route>
          <NotHere />
        </Route>
      </Switch>
    </ConnectionProvider>
  )
}
