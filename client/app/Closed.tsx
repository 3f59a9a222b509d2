import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { forgetDocument } from '../connection/device.ts'
import type { ClosedReason } from '../connection/status.ts'
import { useConnection } from '../hooks/useConnection.ts'
import { useSession } from '../hooks/useSession.ts'
import { ErrorState } from '../ui/Blank.tsx'
import { ConfirmButton } from '../ui/ConfirmButton.tsx'
import { KeptHere } from './KeptHere.tsx'

/** What a refusal means to somebody who was let in before. */
const AFTERWARDS: Partial<Record<ClosedReason, 'accessRemoved' | 'deleted'>> = {
  noAccess: 'accessRemoved',
  notFound: 'deleted',
}

/** Why the server does not let this page go on, whether anything was lost, and what to do (W1). */
export function Closed({ reason, wasIn }: { readonly reason: ClosedReason; readonly wasIn: boolean }) {
  const { t } = useTranslation()
  const shown = wasIn ? (AFTERWARDS[reason] ?? reason) : reason
  return (
    <main>
      <ErrorState
        level={1}
        title={t(`frame.${shown}`)}
        message={t(`frame.${shown}Text`)}
        actions={
          <>
            {(reason === 'otherSchema' || reason === 'outsideSchema' || reason === 'otherPerson') && (
              <Button onClick={() => window.location.reload()}>{t('frame.reload')}</Button>
            )}
            {(reason === 'refusedUpdate' || reason === 'tooLargeChange') && <Refused />}
            {reason === 'notSignedIn' && (
              // Loaded anew, so that the page learns that nobody is signed in.
              <Button component="a" href={`/sign-in?return=${encodeURIComponent(window.location.pathname)}`}>
                {t('frame.howToSignIn')}
              </Button>
            )}
            {(reason === 'noAccess' || reason === 'notFound') && (
              <Button component={Link} href="/" variant="default">
                {t('frame.toLibrary')}
              </Button>
            )}
          </>
        }
      >
        <KeptHere />
      </ErrorState>
    </main>
  )
}

/** Removes what this device holds and the server refuses; it can be copied first. */
function Refused() {
  const { t } = useTranslation()
  const { postmortem, close } = useConnection()
  const session = useSession()
  const discard = async (): Promise<void> => {
    close()
    if (session.kind === 'signedIn') await forgetDocument(postmortem, session.me.person.id)
    window.location.reload()
  }
  return (
    <ConfirmButton
      question={t('frame.discardQuestion')}
      detail={t('frame.discardText')}
      confirm={t('frame.discard')}
      onConfirm={() => void discard()}
    >
      {t('frame.discard')}
    </ConfirmButton>
  )
}
