import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { LibraryItem } from '../../shared/protocol/libraryApi.ts'
import classes from './Library.module.css'

const HOUR = 3_600_000

/** What cannot wait: reviews due within 72 hours of the resolution, and actions past their day. */
export function Due({ items }: { readonly items: readonly LibraryItem[] }) {
  const { t } = useTranslation('library')
  const now = Date.now()
  const reviews = items.filter(item => item.reviewDue !== null)
  const overdue = items.filter(item => item.actions.overdue > 0)
  if (reviews.length + overdue.length === 0) return null
  return (
    <section className={classes.due}>
      <h2 className={classes.dueTitle}>{t('due.title')}</h2>
      <ul className={classes.rows}>
        {reviews.map(item => {
          const hours = Math.round(((item.reviewDue ?? now) - now) / HOUR)
          const when = hours >= 0 ? t('due.review', { count: hours }) : t('due.reviewLate', { count: -hours })
          return (
            <li key={item.id} className={classes.dueRow}>
              <Link href={`/p/${item.id}`}>{item.title || t('untitled')}</Link>
              <span>{[item.severity, when].filter(Boolean).join(' · ')}</span>
              <Link href={`/p/${item.id}/meeting`}>{t('due.prepare')}</Link>
            </li>
          )
        })}
        {overdue.map(item => (
          <li key={`${item.id}-actions`} className={classes.dueRow}>
            <Link href={`/p/${item.id}`}>{item.title || t('untitled')}</Link>
            <span>{t('due.actions', { count: item.actions.overdue })}</span>
            <Link href="/actions">{t('due.look')}</Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
