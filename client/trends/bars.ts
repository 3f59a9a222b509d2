import { SEVERITIES, type Severity } from '../../shared/document/postmortem.ts'
import type { MonthCount } from '../../shared/library/trends.ts'

/** A part of a month's bar, from the bottom up. */
export type Part = Severity | 'unrated' | 'nearMiss'

/** The parts of a month that are not empty, the gravest at the bottom. */
export function barsOf(month: MonthCount): { readonly part: Part; readonly count: number }[] {
  const parts: { part: Part; count: number }[] = [
    ...SEVERITIES.map(part => ({ part, count: month.bySeverity[part] })),
    { part: 'unrated', count: month.unrated },
    { part: 'nearMiss', count: month.nearMisses },
  ]
  return parts.filter(({ count }) => count > 0)
}

/** The least even number of 1, 2, 5, 10, 20 … times 2 that holds `most`, so that its half is whole. */
export function niceTop(most: number): number {
  for (let ten = 1; ; ten *= 10) {
    for (const step of [2, 4, 10]) if (step * ten >= most) return step * ten
  }
}
