import { MINUTE, parseInstant } from '../base/time.ts'
import { actionStrength } from '../checks/actions/strength.ts'
import {
  CATEGORIES,
  type Category,
  type Postmortem,
  SEVERITIES,
  type Severity,
} from '../document/postmortem.ts'
import { isOverdue } from './overdue.ts'

/** What a set of postmortems shows of the system over time. Never a figure per person. */
export interface Trends {
  /** One entry for each month from the first incident to the last, `YYYY-MM`, oldest first. */
  readonly months: readonly MonthCount[]
  /** Medians over incidents whose times are known, in minutes; null when none is. */
  readonly medians: {
    readonly detect: number | null
    readonly mitigate: number | null
    readonly resolve: number | null
  }
  /** How many factors of each category were written down; factors without one are left out. */
  readonly categories: Readonly<Record<Category, number>>
  /** Factors of the same words in more than one postmortem, most frequent first. */
  readonly recurring: readonly { readonly text: string; readonly postmortems: readonly string[] }[]
  readonly actions: {
    readonly total: number
    readonly done: number
    readonly declined: number
    /** Open past their due day. */
    readonly overdue: number
    /** Those that make the harm impossible or smaller without anyone having to remember; declined ones do not count. */
    readonly strong: number
  }
  readonly incidents: number
  readonly nearMisses: number
}

export interface MonthCount {
  readonly month: string
  readonly bySeverity: Readonly<Record<Severity, number>>
  readonly unrated: number
  readonly nearMisses: number
}

/** The trends of postmortems whose incident began in `[from, to)`, ms since the epoch; null leaves an end open. */
export function trendsOf(
  postmortems: readonly Postmortem[],
  { from, to, now }: { readonly from: number | null; readonly to: number | null; readonly now: number },
): Trends {
  const chosen = postmortems.filter(({ startedAt }) => {
    const at = parseInstant(startedAt)
    if (at === null) return from === null && to === null
    return (from === null || at >= from) && (to === null || at < to)
  })
  const incidents = chosen.filter(({ kind }) => kind === 'incident')
  const actions = chosen.flatMap(postmortem => postmortem.actions)
  return {
    months: monthsOf(chosen),
    medians: {
      detect: median(incidents.map(each => minutes(each.startedAt, each.detectedAt))),
      mitigate: median(incidents.map(each => minutes(each.startedAt, each.mitigatedAt))),
      resolve: median(incidents.map(each => minutes(each.startedAt, each.resolvedAt))),
    },
    categories: countCategories(chosen),
    recurring: recurringFactors(chosen),
    actions: {
      total: actions.length,
      done: actions.filter(({ status }) => status === 'done').length,
      declined: actions.filter(({ status }) => status === 'declined').length,
      overdue: actions.filter(action => isOverdue(action, now)).length,
      strong: actions.filter(({ status, text }) => status !== 'declined' && actionStrength(text) === 'strong')
        .length,
    },
    incidents: incidents.length,
    nearMisses: chosen.length - incidents.length,
  }
}

function monthsOf(postmortems: readonly Postmortem[]): MonthCount[] {
  const dated = postmortems.filter(({ startedAt }) => parseInstant(startedAt) !== null)
  const months = dated.map(({ startedAt }) => startedAt.slice(0, 7)).sort()
  return monthsBetween(months[0], months.at(-1)).map(month => {
    const inMonth = dated.filter(({ startedAt }) => startedAt.startsWith(month))
    const incidents = inMonth.filter(({ kind }) => kind === 'incident')
    const count = (severity: Severity | ''): number =>
      incidents.filter(postmortem => postmortem.severity === severity).length
    const bySeverity = Object.fromEntries(SEVERITIES.map(each => [each, count(each)])) as Record<
      Severity,
      number
    >
    return { month, bySeverity, unrated: count(''), nearMisses: inMonth.length - incidents.length }
  })
}

/** At most ten years: a mistyped year must not make a chart of centuries. */
const MOST_MONTHS = 120

function monthsBetween(first: string | undefined, last: string | undefined): string[] {
  if (!first || !last) return []
  const months: string[] = []
  let [year = 0, month = 1] = last.split('-').map(Number)
  for (let name = last; name >= first && months.length < MOST_MONTHS; ) {
    months.unshift(name)
    month = month === 1 ? 12 : month - 1
    if (month === 12) year -= 1
    name = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`
  }
  return months
}

function minutes(from: string, to: string): number | null {
  const start = parseInstant(from)
  const end = parseInstant(to)
  return start === null || end === null || end < start ? null : (end - start) / MINUTE
}

function median(values: readonly (number | null)[]): number | null {
  const known = values.filter(value => value !== null).sort((a, b) => a - b)
  const middle = known.length >> 1
  const upper = known[middle]
  if (upper === undefined) return null
  return known.length % 2 === 1 ? upper : ((known[middle - 1] ?? upper) + upper) / 2
}

function countCategories(postmortems: readonly Postmortem[]): Record<Category, number> {
  const factors = postmortems.flatMap(postmortem => postmortem.factors)
  const count = (category: Category): number => factors.filter(factor => factor.category === category).length
  return Object.fromEntries(CATEGORIES.map(each => [each, count(each)])) as Record<Category, number>
}

function recurringFactors(postmortems: readonly Postmortem[]): Trends['recurring'] {
  const found = new Map<string, { text: string; postmortems: Set<string> }>()
  for (const { id, factors } of postmortems) {
    for (const { text } of factors) {
      const key = text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim()
      if (!key) continue
      const entry = found.get(key) ?? { text, postmortems: new Set() }
      entry.postmortems.add(id)
      found.set(key, entry)
    }
  }
  return [...found.values()]
    .filter(entry => entry.postmortems.size > 1)
    .map(entry => ({ text: entry.text, postmortems: [...entry.postmortems] }))
    .sort((a, b) => b.postmortems.length - a.postmortems.length || (a.text < b.text ? -1 : 1))
}
