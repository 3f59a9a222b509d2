import type { Postmortem } from '../document/postmortem.ts'
import { writeCsv } from './csvTable.ts'
import { partsOf } from './instants.ts'
import { STATUS_LABELS } from './words.ts'

/** Heads of the timeline's columns, which the CSV import knows again. */
export const TIMELINE_HEADS = ['Time (UTC)', 'Precision', 'Event', 'Kind', 'Source', 'Link', 'State'] as const

/** The timeline for a spreadsheet, guarded against formulas. */
export function timelineCsv({ timeline }: Postmortem): string {
  const rows = timeline.map(({ at, precision, text, kind, source, state }) => {
    const parts = partsOf(at)
    return [parts ? `${parts.day} ${parts.time}` : at, precision, text, kind, source.type, source.url, state]
  })
  return writeCsv([TIMELINE_HEADS, ...rows])
}

const ACTION_HEADS = ['#', 'Action', 'Owner', 'Due', 'Status', 'Reason', 'Type', 'Tracker', 'Factors']

/** The actions for a spreadsheet, with the factors they answer in words, guarded against formulas. */
export function actionsCsv({ actions, factors }: Postmortem): string {
  const texts = new Map(factors.map(factor => [factor.id, factor.text]))
  const rows = actions.map(({ text, owner, due, status, reason, type, tracker, factors: ids }, index) => {
    const answers = ids.flatMap(id => texts.get(id) ?? []).join('; ')
    return [String(index + 1), text, owner, due, STATUS_LABELS[status], reason, type, tracker, answers]
  })
  return writeCsv([ACTION_HEADS, ...rows])
}
