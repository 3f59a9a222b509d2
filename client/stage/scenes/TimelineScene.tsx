import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { TimelineRow } from '../../../shared/document/postmortem.ts'
import { cellPresence } from '../../document/parts/text/cellPresence.ts'
import { incidentDay, rowTime } from '../../hooks/rowTime.ts'
import { useConnection } from '../../hooks/useConnection.ts'
import type { SceneProps } from './Scene.tsx'
import classes from './Scenes.module.css'
import { Strip } from './Strip.tsx'

const NEIGHBOURS = 2

/** The row in the spotlight, large, with its neighbours; before the walk begins, the first rows. */
export function TimelineScene({ view, postmortem }: SceneProps) {
  const { t } = useTranslation('stage')
  const rows = postmortem.timeline
  const at = rows.findIndex(row => row.id === view.spotlight?.item)
  const first = at < 0 ? 0 : Math.max(0, at - NEIGHBOURS)
  const shown = rows.slice(first, first + 2 * NEIGHBOURS + 1)
  const day = incidentDay(postmortem)
  const confirmed = rows.filter(row => row.state === 'confirmed').length
  const disputed = rows.filter(row => row.state === 'disputed').length
  return (
    <div className={classes.timeline}>
      {rows.length === 0 && <p className={classes.second}>{t('timeline.empty')}</p>}
      <ol className={classes.rows}>
        {shown.map(row => (
          <Row key={row.id} row={row} time={rowTime(row, day)} isLit={row.id === view.spotlight?.item} />
        ))}
      </ol>
      <div className={classes.stripLine}>
        <Strip postmortem={postmortem} />
        {rows.length > 0 && (
          <span className={classes.quiet}>
            {t('timeline.count', { count: confirmed, of: rows.length })}
            {disputed > 0 && `, ${t('timeline.disputedCount', { count: disputed })}`}
          </span>
        )}
      </div>
    </div>
  )
}

function Row(props: { readonly row: TimelineRow; readonly time: string; readonly isLit: boolean }) {
  const { t } = useTranslation('stage')
  const { row, time, isLit } = props
  return (
    <li className={classes.row} data-lit={isLit || undefined}>
      <time className={classes.time}>{time || t('timeline.unknown')}</time>
      <div>
        <p className={classes.rowText} dir="auto">
          {row.text}
        </p>
        {row.state === 'disputed' && (
          <p className={`${classes.rowNote} ${classes.disputed}`}>? {t('timeline.disputed')}</p>
        )}
        {isLit && <Adding row={row.id} />}
      </div>
    </li>
  )
}

/** Who is writing in the row right now. */
function Adding({ row }: { readonly row: string }) {
  const { t } = useTranslation('stage')
  const presence = cellPresence(useConnection().awareness)
  const carets = useSyncExternalStore(presence.subscribe, () => presence.at('timeline', row))
  const names = [...new Set(carets.map(caret => caret.name))]
  if (names.length === 0) return null
  return (
    <p className={`${classes.rowNote} ${classes.adding}`}>
      {t(names.length === 1 ? 'timeline.adding' : 'timeline.addingMany', { names: names.join(', ') })}
    </p>
  )
}
