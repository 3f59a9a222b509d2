import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { LibraryItem } from '../../shared/protocol/libraryApi.ts'
import { SeverityMark } from '../ui/SeverityMark.tsx'
import classes from './Library.module.css'

const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

/** The list itself: one line a postmortem, the whole line a link. */
export function LibraryTable({ items }: { readonly items: readonly LibraryItem[] }) {
  const { t } = useTranslation('library')
  return (
    <ul className={classes.rows}>
      {items.map(item => (
        <li key={item.id}>
          <Link className={classes.row} href={`/p/${item.id}`}>
            <time className={classes.day}>{DAY.format(new Date(item.startedAt || item.createdAt))}</time>
            <span className={classes.name}>{item.title || t('untitled')}</span>
            <span className={classes.severity}>
              {item.kind === 'near-miss'
                ? t('kind.near-miss')
                : item.severity && <SeverityMark>{item.severity}</SeverityMark>}
            </span>
            <span className={classes.services}>{item.services.join(', ')}</span>
            <span className={classes.figure}>{t('factors', { count: item.factors })}</span>
            <span className={classes.figure}>
              {t('actions', { count: item.actions.total, done: item.actions.done })}
            </span>
            <span className={classes.status} data-status={item.status}>
              {t(`status.${item.status}`)}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
