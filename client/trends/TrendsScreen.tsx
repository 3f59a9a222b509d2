import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DAY, isoDay } from '../../shared/base/time.ts'
import type { Trends } from '../../shared/library/trends.ts'
import { useLastAnswer } from '../hooks/useLastAnswer.ts'
import { EmptyState, ErrorState } from '../ui/Blank.tsx'
import { RowsSkeleton } from '../ui/Skeletons.tsx'
import { ActionShare } from './ActionShare.tsx'
import { CategoryBars } from './CategoryBars.tsx'
import { Figures } from './Figures.tsx'
import { MonthChart } from './MonthChart.tsx'
import { Recurring } from './Recurring.tsx'
import classes from './Trends.module.css'

const PERIODS = ['90', '365', 'all'] as const
type Period = (typeof PERIODS)[number]

/** What a team's postmortems show together: when, how long, which factors, and whether actions were done. */
export function TrendsScreen() {
  const { t } = useTranslation('trends')
  const [period, setPeriod] = useState<Period>('365')
  const [turn, setTurn] = useState(0)
  const answer = useLastAnswer<Trends>(pathOf(period), turn)
  const ever = useLastAnswer<Trends>(pathOf('all'), turn)
  if (answer.kind === 'refused') {
    return <ErrorState level={1} message={answer.error.message} onRetry={() => setTurn(turn + 1)} />
  }
  if (answer.kind === 'loading' || ever.kind === 'loading') return <RowsSkeleton rows={7} height={64} />
  if (ever.kind === 'there' && ever.value.incidents + ever.value.nearMisses === 0) {
    return (
      <EmptyState level={1} title={t('empty')}>
        {t('emptyText')}
      </EmptyState>
    )
  }
  const trends = answer.value
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <div>
          <h1 className={classes.title}>{t('title')}</h1>
          <p className={classes.intro}>{t('intro')}</p>
        </div>
        <SegmentedControl
          aria-label={t('period')}
          value={period}
          onChange={value => setPeriod(value as Period)}
          data={PERIODS.map(value => ({ value, label: t(`periodName.${value}`) }))}
        />
      </header>
      <Figures trends={trends} />
      <MonthChart months={trends.months} />
      <div className={classes.pair}>
        <CategoryBars categories={trends.categories} />
        <ActionShare actions={trends.actions} />
      </div>
      <Recurring recurring={trends.recurring} />
    </div>
  )
}

/** Whole days, so that the same period is the same address all day. */
function pathOf(period: Period): string {
  if (period === 'all') return '/api/trends'
  const from = isoDay(Date.now() - Number(period) * DAY)
  return `/api/trends?from=${from}`
}
