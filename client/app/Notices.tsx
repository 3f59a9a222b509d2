import { Button, CloseButton } from '@mantine/core'
import { IconAlertTriangle, IconDeviceFloppy, IconRefresh } from '@tabler/icons-react'
import { type ReactNode, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Doc } from 'yjs'
import { saveCopy } from '../connection/copyOf.ts'
import { type KeptVisit, keptVisits } from '../connection/device.ts'
import { signedInPerson } from '../connection/session.ts'
import { useConnection } from '../hooks/useConnection.ts'
import { useObservable } from '../hooks/useObservable.ts'
import { useSaved } from '../hooks/useSaved.ts'
import { useStatus } from '../hooks/useStatus.ts'
import { useSavedText } from '../ui/useSavedText.ts'
import classes from './Notices.module.css'
import { KeptVisitDialog } from './screens.ts'

const LIMIT = 10_000_000
/** What changed meanwhile is worth a look, not a click: it goes by itself, in ms. */
const GLANCE = 12_000

/**
 * What must be seen over whatever is open: changes that are not saved for another reason than being offline, which
 * the header says (P3), a reconnection, a size limit (W8).
 */
export function Notices() {
  const { t } = useTranslation()
  const connection = useConnection()
  const saved = useSaved()
  const { label, detail, isLoud } = useSavedText(saved)
  const meanwhile = useObservable(connection.meanwhile)
  const withheld = useObservable(connection.withheld)
  const size = useObservable(connection.size)
  useEffect(() => {
    if (!meanwhile) return
    const timer = setTimeout(connection.dismissMeanwhile, GLANCE)
    return () => clearTimeout(timer)
  }, [meanwhile, connection])
  return (
    <div className={classes.notices} aria-live="polite">
      <KeptVisits />
      {saved.kind === 'readOnly' && saved.waiting > 0 && (
        <Notice tone="loud" icon={<IconAlertTriangle size={16} aria-hidden />}>
          {t('frame.roleTaken', { count: saved.waiting })}
          <Save doc={connection.doc} postmortem={connection.postmortem} />
        </Notice>
      )}
      {isLoud && saved.kind !== 'offline' && saved.kind !== 'readOnly' && (
        <Notice tone="loud" icon={<IconAlertTriangle size={16} aria-hidden />}>
          <strong>{label}</strong>
          <span className={classes.detail}>{detail}</span>
        </Notice>
      )}
      {size > 0 && (
        <Notice tone={size >= LIMIT ? 'loud' : 'plain'} icon={<IconAlertTriangle size={16} aria-hidden />}>
          {size >= LIMIT ? t('frame.tooLarge') : t('frame.large', { size: Math.floor(size / 1_000_000) })}
        </Notice>
      )}
      {withheld && (
        <Notice
          tone="loud"
          icon={<IconAlertTriangle size={16} aria-hidden />}
          onDismiss={connection.dismissWithheld}
        >
          {t('frame.withheld')}
          <blockquote className={classes.withheld}>{withheld}</blockquote>
        </Notice>
      )}
      {meanwhile && (
        <Notice
          tone="plain"
          icon={<IconRefresh size={16} aria-hidden />}
          onDismiss={connection.dismissMeanwhile}
        >
          {t('frame.reconnected', { count: meanwhile.changes })}
        </Notice>
      )}
    </div>
  )
}

/** What somebody else who was at this browser never got to the server (W10). */
function KeptVisits() {
  const { t } = useTranslation()
  const { postmortem } = useConnection()
  const { kind } = useStatus()
  const [visits, setVisits] = useState<readonly KeptVisit[]>(() =>
    keptVisits(signedInPerson()).filter(visit => visit.postmortem === postmortem),
  )
  const [shown, setShown] = useState<KeptVisit | null>(null)
  // Only beside the server's text can be said what is missing there.
  if (kind !== 'online') return null
  const close = (visit: KeptVisit, isDone: boolean): void => {
    setShown(null)
    if (isDone) setVisits(visits.filter(other => other !== visit))
  }
  return (
    <>
      {visits.map(visit => (
        <Notice key={visit.person} tone="loud" icon={<IconDeviceFloppy size={16} aria-hidden />}>
          {visit.name
            ? t('frame.keptOf', { count: visit.changes, name: visit.name })
            : t('frame.kept', { count: visit.changes })}
          <div>
            <Button size="compact-sm" variant="default" mt={4} onClick={() => setShown(visit)}>
              {t('frame.keptShow')}
            </Button>
          </div>
        </Notice>
      ))}
      {shown && (
        <Suspense>
          <KeptVisitDialog visit={shown} onClose={isDone => close(shown, isDone)} />
        </Suspense>
      )}
    </>
  )
}

function Save({ doc, postmortem }: { readonly doc: Doc; readonly postmortem: string }) {
  const { t } = useTranslation()
  return (
    <div>
      <Button size="compact-sm" variant="default" mt={4} onClick={() => void saveCopy(doc, postmortem)}>
        {t('frame.saveCopy')}
      </Button>
    </div>
  )
}

interface NoticeProps {
  readonly tone: 'loud' | 'plain'
  readonly icon: ReactNode
  readonly children: ReactNode
  readonly onDismiss?: () => void
}

function Notice({ tone, icon, children, onDismiss }: NoticeProps) {
  const { t } = useTranslation()
  return (
    <div className={classes.notice} data-tone={tone}>
      {icon}
      <div className={classes.text}>{children}</div>
      {onDismiss && <CloseButton size="sm" aria-label={t('frame.dismiss')} onClick={onDismiss} />}
    </div>
  )
}
