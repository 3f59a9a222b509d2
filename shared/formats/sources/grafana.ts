import { z } from 'zod'
import { ok } from '../../base/result.ts'
import { parseHtml, textOf } from '../markdown/htmlTree.ts'
import type { RowReader } from '../report.ts'
import { guessKind } from '../rowKind.ts'
import { type Entry, nothingFound, readJson, rowsOf } from './entries.ts'

const Annotation = z.looseObject({
  time: z.number(),
  timeEnd: z.number().nullish(),
  text: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
  alertName: z.string().nullish(),
  newState: z.string().nullish(),
})

/** Reads annotations of Grafana (`GET /api/annotations`): a row for each, and one for the end of a region. */
export const readGrafana: RowReader = (text, { newId }) => {
  const json = readJson(text)
  if (!json.ok) return json
  const annotations = json.value.flatMap(value => Annotation.safeParse(value).data ?? [])
  if (annotations.length === 0) return nothingFound('annotations')
  return ok(rowsOf(annotations.flatMap(entriesOf), 'grafana', newId))
}

function entriesOf({ time, timeEnd, text, tags, alertName, newState }: z.infer<typeof Annotation>): Entry[] {
  const said = textOf(parseHtml(text ?? '')).trim()
  const about = [alertName, said].filter(Boolean).join(' — ') || (tags ?? []).join(', ') || 'annotation'
  const isFiring = /alerting|firing/i.test(newState ?? '')
  const state = newState && alertName ? ` (${newState})` : ''
  const start: Entry = { at: time, text: `${about}${state}`, kind: isFiring ? 'detect' : guessKind(about) }
  const hasEnd = typeof timeEnd === 'number' && timeEnd > time
  return hasEnd ? [start, { at: timeEnd, text: `${about}: over`, kind: 'note' }] : [start]
}
