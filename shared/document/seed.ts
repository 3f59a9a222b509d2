import * as Y from 'yjs'
import { updateFacts, writePostmortem } from './edit.ts'
import { type Facts, type Postmortem, SCHEMA } from './postmortem.ts'
import { metaOf, SEED_CLIENT } from './schema.ts'

/**
 * The first update of a new document, made once by the server under a fixed client id, so that joining early or
 * often gives one template (D2). Missing facts get the template's defaults.
 */
export function seedUpdate(facts: Partial<Facts>): Uint8Array {
  return seeded(doc => {
    metaOf(doc).set('schema', SCHEMA)
    updateFacts(doc, { ...EMPTY_FACTS, ...facts })
  })
}

/** Like {@link seedUpdate}, for a document that starts from a whole postmortem: an import or the example. */
export const seedUpdateFrom = (postmortem: Postmortem): Uint8Array =>
  seeded(doc => writePostmortem(doc, postmortem))

/** A postmortem in which nothing is written yet. */
export const emptyPostmortem = (id: string, facts: Partial<Facts> = {}): Postmortem => ({
  id,
  schema: SCHEMA,
  ...EMPTY_FACTS,
  ...facts,
  summary: [],
  impact: [],
  rootCause: [],
  wentWell: [],
  couldImprove: [],
  lucky: [],
  lessons: [],
  imported: [],
  timeline: [],
  factors: [],
  whys: [],
  actions: [],
  parked: [],
  comments: [],
})

const EMPTY_FACTS: Facts = {
  title: '',
  kind: 'incident',
  severity: '',
  incident: '',
  startedAt: '',
  detectedAt: '',
  mitigatedAt: '',
  resolvedAt: '',
  authors: [],
  reviewers: [],
  services: [],
  tags: [],
  timeZone: '',
}

function seeded(write: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = SEED_CLIENT
  doc.transact(() => write(doc))
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}
