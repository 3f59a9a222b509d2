import { Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VersionItem } from '../../../shared/protocol/historyApi.ts'
import { useAnswer } from '../../hooks/useAnswer.ts'
import { useConnection } from '../../hooks/useConnection.ts'
import { ErrorState } from '../../ui/Blank.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { RowsSkeleton } from '../../ui/Skeletons.tsx'
import classes from './History.module.css'
import { VersionDifferences } from './VersionDifferences.tsx'

const WHEN = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

/** Who kept what and when, and what differs from now; any of them can be brought back (D9). */
export default function VersionsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('history')
  const { postmortem } = useConnection()
  const [turn, setTurn] = useState(0)
  const [chosen, setChosen] = useState<VersionItem | null>(null)
  const isNarrow = useMediaQuery('(max-width: 48em)')
  const answer = useAnswer<readonly VersionItem[]>(`/api/postmortems/${postmortem}/versions`, turn)
  const again = (): void => setTurn(turn + 1)
  return (
    <Dialog onClose={onClose} title={t('title')} size={1100} fullScreen={isNarrow ?? false}>
      <Text size="sm" c="dimmed">
        {t('intro')}
      </Text>
      {answer.kind === 'loading' && <RowsSkeleton rows={5} />}
      {answer.kind === 'refused' && <ErrorState message={answer.error.message} onRetry={again} />}
      {answer.kind === 'there' && answer.value.length === 0 && <p className={classes.empty}>{t('none')}</p>}
      {answer.kind === 'there' && answer.value.length > 0 && (
        <div className={classes.columns}>
          <ul className={classes.versions} aria-label={t('title')}>
            {answer.value.map(version => (
              <li key={version.id}>
                <button
                  type="button"
                  className={classes.version}
                  aria-pressed={version.id === chosen?.id}
                  onClick={() => setChosen(version)}
                >
                  <time dateTime={new Date(version.at).toISOString()}>{WHEN.format(version.at)}</time>
                  <span>{version.reason}</span>
                  {version.people.length > 0 && (
                    <span className={classes.people}>
                      {t('by', { names: version.people.map(({ name }) => name || '?').join(', ') })}
                    </span>
                  )}
                </button>
              </li>
            ))}
          </ul>
          <div className={classes.differences}>
            {chosen ? (
              <VersionDifferences key={chosen.id} version={chosen} onRestored={again} />
            ) : (
              <p className={classes.empty}>{t('choose')}</p>
            )}
          </div>
        </div>
      )}
    </Dialog>
  )
}
