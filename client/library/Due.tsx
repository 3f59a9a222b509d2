import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { DAY, HOUR } from '../../shared/base/time.ts'
import type { LibraryItem } from '../../shared/protocol/libraryApi.ts'
import { SeverityMark } from '../ui/SeverityMark.tsx'
import classes from './Due.module.css'
import { dueReviews, openMeetings, overdueByService } from './query.ts'

const MOST = 4

/** What waits for somebody: meetings under way, reviews due within 72 h, and actions past their date. Absent when nothing does. */
export function Due({ items, now }: { readonly items: readonly LibraryItem[]; readonly now: number }) {
  const { t } = useTranslation(['library', 'common'])
  const open = openMeetings(items, now).slice(0, MOST)
  const reviews = dueReviews(items, now)
    .filter(item => !open.includes(item))
    .slice(0, MOST)
  const overdue = overdueByService(items).slice(0, MOST)
  if (open.length + reviews.length + overdue.length === 0) return null
  return (
    <section className={classes.due} aria-labelledby="due">
      <h2 id="due" className={classes.title}>
        {t('due.title')}
      </h2>
      <ul className={classes.lines}>
        {open.map(item => (
          <li key={item.id} className={classes.line}>
            <span className={classes.text}>
              <Link href={`/p/${item.id}`} className={classes.name} dir="auto">
                {item.title || t('common:untitled')}
              </Link>
              {item.severity && <SeverityMark>{item.severity}</SeverityMark>}
              <span className={classes.soon}>
                {t(item.meeting === 'running' ? 'due.running' : 'due.lobby')}
              </span>
            </span>
            <Button component={Link} href={`/p/${item.id}/meeting`} size="compact-sm">
              {t('due.join')}
            </Button>
          </li>
        ))}
        {reviews.map(item => (
          <li key={item.id} className={classes.line}>
            <span className={classes.text}>
              <Link href={`/p/${item.id}`} className={classes.name} dir="auto">
                {item.title || t('common:untitled')}
              </Link>
              {item.severity && <SeverityMark>{item.severity}</SeverityMark>}
              <ReviewTime at={item.reviewDue ?? 0} now={now} />
            </span>
            <Button component={Link} href={`/p/${item.id}`} size="compact-sm" variant="default">
              {t('due.prepare')}
            </Button>
            <Button component={Link} href={`/p/${item.id}/meeting`} size="compact-sm" variant="subtle">
              {t('due.meeting')}
            </Button>
          </li>
        ))}
        {overdue.map(({ service, count }) => (
          <li key={service} className={classes.line}>
            <span className={classes.text}>
              {service ? t('due.overdue', { count, service }) : t('due.overdueNone', { count })}
            </span>
            <Button
              component={Link}
              href={`/actions?only=overdue&service=${encodeURIComponent(service)}`}
              size="compact-sm"
              variant="default"
            >
              {t('due.followUp')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function ReviewTime({ at, now }: { readonly at: number; readonly now: number }) {
  const { t } = useTranslation('library')
  const away = Math.abs(at - now)
  const time =
    away < 2 * DAY
      ? t('due.hours', { count: Math.max(1, Math.round(away / HOUR)) })
      : t('due.days', { count: Math.round(away / DAY) })
  return (
    <span className={at < now ? classes.late : classes.soon}>
      {at < now ? t('due.reviewLate', { time }) : t('due.review', { time })}
    </span>
  )
}
