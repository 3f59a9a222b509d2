import { z } from 'zod'
import { ok } from '../../base/result.ts'
import type { RowReader } from '../report.ts'
import { type Entry, nothingFound, readJson, rowsOf } from './entries.ts'

const Words = z.record(z.string(), z.string()).default({})
const Alert = z.looseObject({
  startsAt: z.string(),
  endsAt: z.string().nullish(),
  labels: Words,
  annotations: Words,
  generatorURL: z.string().nullish(),
})
const Wrapped = z.looseObject({ alerts: z.array(z.unknown()) })

/** Reads webhooks of the Prometheus Alertmanager, or its list of alerts: a row when one fires, and one when it ends. */
export const readAlertmanager: RowReader = (text, { newId }) => {
  const json = readJson(text)
  if (!json.ok) return json
  const values = json.value.flatMap(value => Wrapped.safeParse(value).data?.alerts ?? [value])
  const alerts = values.flatMap(value => Alert.safeParse(value).data ?? [])
  if (alerts.length === 0) return nothingFound('alerts')
  return ok(rowsOf(alerts.flatMap(entriesOf), 'alertmanager', newId))
}

function entriesOf({
  startsAt,
  endsAt,
  labels,
  annotations,
  generatorURL: url,
}: z.infer<typeof Alert>): Entry[] {
  const name = labels.alertname ?? 'alert'
  const said = annotations.summary || annotations.description || annotations.message || ''
  const where = ['service', 'job', 'instance'].flatMap(label => labels[label] ?? [])[0]
  const about = [where ? `${name} (${where})` : name, said].filter(Boolean).join(' — ')
  const fired: Entry = { at: startsAt, text: `Alert: ${about}`, kind: 'detect', url }
  // An alert that still fires carries the year 1 as its end.
  const hasEnded = typeof endsAt === 'string' && Date.parse(endsAt) > Date.parse(startsAt)
  return hasEnded ? [fired, { at: endsAt, text: `Alert over: ${about}`, kind: 'note', url }] : [fired]
}
