import { Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CATEGORIES } from '../../shared/document/postmortem.ts'
import type { Trends } from '../../shared/library/trends.ts'
import { useAnswer } from '../hooks/useAnswer.ts'
import { EmptyState, ErrorState } from '../ui/Blank.tsx'
import { RowsSkeleton } from '../ui/Skeletons.tsx'
import { Bars } from './Bars.tsx'
import { MonthBars } from './MonthBars.tsx'
import classes from './Trends.module.css'

/** What many reviews together show of the system; never a figure per person. */
export function TrendsScreen() {
  const { t } = useTranslation('trends')
  const [turn, setTurn] = useState(0)
  const answer = useAnswer<Trends>('/api/trends', turn)
  if (answer.kind === 'loading') return <RowsSkeleton />
  if (answer.kind === 'refused')
    return <ErrorState message={answer.error.message} onRetry={() => setTurn(turn + 1)} />
  const trends = answer.value
  if (trends.incidents + trends.nearMisses === 0)
    return <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>
  const categories = CATEGORIES.map(each => ({ name: t(`category.${each}`), count: trends.categories[each] }))
  return (
    <div className={classes.screen}>
      <Title order={1} size="h3">
        {t('title')}
      </Title>
      <Figures trends={trends} />
      <section>
        <h2>{t('months')}</h2>
        <MonthBars months={trends.months} />
      </section>
      <section>
        <h2>{t('categories')}</h2>
        <Bars rows={categories} />
      </section>
      <section>
        <h2>{t('recurring')}</h2>
        {trends.recurring.length === 0 && <p className={classes.none}>{t('recurringNone')}</p>}
        <ul>
          {trends.recurring.map(({ text, postmortems }) => (
            <li key={text}>{t('recurringIn', { text, count: postmortems.length })}</li>
          ))}
        </ul>
      </section>
    </div>
  )
}

function Figures({ trends }: { readonly trends: Trends }) {
  const { t } = useTranslation('trends')
  const { total, done, declined, overdue } = trends.actions
  const minutes = (value: number | null): string =>
    value === null ? t('unknown') : t('minutes', { count: Math.round(value) })
  const figures: readonly (readonly [string, string])[] = [
    [t('incidents'), String(trends.incidents)],
    [t('nearMisses'), String(trends.nearMisses)],
    [t('detect'), minutes(trends.medians.detect)],
    [t('mitigate'), minutes(trends.medians.mitigate)],
    [t('resolve'), minutes(trends.medians.resolve)],
    [t('done'), t('doneOf', { done, total })],
    [t('declined'), String(declined)],
    [t('overdue'), String(overdue)],
  ]
  return (
    <dl className={classes.facts}>
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
