import { examplePostmortem } from '../../shared/example/examplePostmortem.ts'
import { toMarkdown } from '../../shared/formats/markdown/toMarkdown.ts'
import type { TestServer } from './server.ts'

/** 180 characters that begin from the right. */
export const LONG_TITLE =
  'תקלה במערכת התשלומים / the payments service outage across every region, during the November 2026 fail-over of ledger-db from the first to the second availability zone of eu-central-1 x'
export const ARABIC = 'انتهت مهلة الاتصال بقاعدة البيانات at 07:05'
export const HEBREW = 'מסד הנתונים לא הגיב, ledger-db was slow'
export const LONG_NAME = 'Wolfgang-Amadeus-Theophilus-von-Habsburg-Lothringen-der-Dritte'

/** Imports a postmortem whose title is long and begins from the right, as one text in each list does; answers its id. */
export async function importLongTexts(server: TestServer): Promise<string> {
  const example = examplePostmortem()
  const first = <T>(items: readonly T[], change: Partial<T>): T[] =>
    items.map((item, index) => (index === 0 ? { ...item, ...change } : item))
  const text = { type: 'text', text: HEBREW }
  const item = { type: 'listItem', content: [{ type: 'paragraph', content: [text] }] }
  const markdown = toMarkdown({
    ...example,
    title: LONG_TITLE,
    incident: 'INC-4711',
    services: ['gateway-mediterranean-south-europe-region-number-seven-and-more', ...example.services],
    wentWell: [{ type: 'bulletList', content: [item, item] }],
    timeline: first(example.timeline, { text: ARABIC }),
    factors: first(example.factors, { text: HEBREW, chosen: true, group: '' }),
    whys: first(example.whys, { text: HEBREW }),
    actions: first(example.actions, { text: HEBREW, owner: LONG_NAME, status: 'open' }),
  })
  const made = await server.api('POST', '/api/postmortems/import?source=markdown', markdown)
  if (made.status !== 201) throw new Error(`not imported: ${JSON.stringify(made.body)}`)
  return made.body.id
}

/** Gives a command of the meeting as the facilitator whose session this is, or as the owner of the server. */
export async function command(
  server: TestServer,
  postmortem: string,
  body: object,
  session?: string,
): Promise<void> {
  const path = `/api/postmortems/${postmortem}/meeting`
  const { rev = 0 } = (await server.api('GET', path)).body
  const answer = await server.api(
    'POST',
    `${path}/commands`,
    { command: body, expectedRev: rev, idempotencyKey: crypto.randomUUID() },
    session,
  )
  if (answer.status !== 200) throw new Error(`refused: ${JSON.stringify(answer.body)}`)
}
