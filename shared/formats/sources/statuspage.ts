import { z } from 'zod'
import { entryOf } from '../../base/lookup.ts'
import { ok } from '../../base/result.ts'
import type { RowKind } from '../../document/postmortem.ts'
import type { RowReader } from '../report.ts'
import { nothingFound, readJson, rowsOf } from './entries.ts'

const Update = z.looseObject({
  status: z.string(),
  body: z.string().nullish(),
  display_at: z.string().nullish(),
  created_at: z.string().nullish(),
})
const Incident = z.looseObject({
  name: z.string(),
  shortlink: z.string().nullish(),
  incident_updates: z.array(z.unknown()),
})
const Wrapped = z.union([
  z.looseObject({ incidents: z.array(z.unknown()) }).transform(({ incidents }) => incidents),
  z.looseObject({ incident: z.unknown() }).transform(({ incident }) => [incident]),
])

const KINDS: Readonly<Record<string, RowKind>> = {
  investigating: 'detect',
  identified: 'note',
  monitoring: 'mitigate',
  resolved: 'resolve',
}

/** Reads the updates of Statuspage incidents, as its API and its webhooks give them. */
export const readStatuspage: RowReader = (text, { newId }) => {
  const json = readJson(text)
  if (!json.ok) return json
  const values = json.value.flatMap(value => Wrapped.safeParse(value).data ?? [value])
  const incidents = values.flatMap(value => Incident.safeParse(value).data ?? [])
  if (incidents.length === 0) return nothingFound('Statuspage incidents')
  const rows = incidents.flatMap(({ name, shortlink, incident_updates: updates }) =>
    updates
      .flatMap(update => Update.safeParse(update).data ?? [])
      .map(({ status, body, display_at, created_at }) => ({
        at: display_at ?? created_at,
        text: `Status page: ${status.replaceAll('_', ' ')} — ${body || name}`,
        kind: entryOf(KINDS, status) ?? 'note',
        url: shortlink,
      })),
  )
  return ok(rowsOf(rows, 'statuspage', newId))
}
