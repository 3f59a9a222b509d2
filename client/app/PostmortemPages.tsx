import { Button } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Route, Switch, useParams } from 'wouter'
import type { ClosedReason } from '../connection/status.ts'
import { ConnectionProvider } from '../hooks/ConnectionProvider.tsx'
import { useSession } from '../hooks/useSession.ts'
import { useStatus } from '../hooks/useStatus.ts'
import { loadMessages } from '../messages/index.ts'
import { ErrorState } from '../ui/Blank.tsx'
import { NotHere } from './NotHere.tsx'
import { Waiting } from './Waiting.tsx'

const Document = lazy(async () => {
  const [module] = await Promise.all([
    import('../document/DocumentScreen.tsx'),
    loadMessages('document', 'access'),
  ])
  return { default: module.DocumentScreen }
})
const Meeting = lazy(async () => {
  const [module] = await Promise.all([
    import('../meeting/MeetingScreen.tsx'),
    loadMessages('meeting', 'document', 'access'),
  ])
  return { default: module.MeetingScreen }
})
const Stage = lazy(async () => {
  const [module] = await Promise.all([import('../stage/StageScreen.tsx'), loadMessages('stage')])
  return { default: module.StageScreen }
})

/** The screens of one postmortem, over one connection that stays while people go from one to the other. */
export function PostmortemPages() {
  const { id } = useParams<{ id: string }>()
  const session = useSession()
  if (session.kind === 'unknown') return <Waiting />
  return (
    <ConnectionProvider key={id} postmortem={id} fallback={<Waiting />}>
      <OpenPostmortem />
    </ConnectionProvider>
  )
}

function OpenPostmortem() {
  const status = useStatus()
  if (status.kind === 'closed' && status.reason) return <Closed reason={status.reason} wasIn={status.wasIn} />
  return (
    <Suspense fallback={<Waiting />}>
      <Switch>
        <Route path="/p/:id" component={Document} />
        <Route path="/p/:id/meeting" component={Meeting} />
        <Route path="/p/:id/stage" component={Stage} />
        <Route component={NotHere} />
      </Switch>
    </Suspense>
  )
}

/** Why the server closed for good, and what to do about it. */
function Closed({ reason, wasIn }: { readonly reason: ClosedReason; readonly wasIn: boolean }) {
  const { t } = useTranslation()
  const wasRemoved = reason === 'noAccess' && wasIn
  const title = wasRemoved ? t('frame.accessRemoved') : t(`frame.${reason}`)
  const text = wasRemoved ? t('frame.accessRemovedText') : t(`frame.${reason}Text`)
  const canReload = reason === 'otherSchema' || reason === 'refusedUpdate'
  const actions = (
    <>
      {canReload && <Button onClick={() => location.reload()}>{t('frame.reload')}</Button>}
      <Button variant="default" component={Link} href="/">
        {t('frame.toLibrary')}
      </Button>
    </>
  )
  return <ErrorState title={title} message={text} actions={actions} />
}
