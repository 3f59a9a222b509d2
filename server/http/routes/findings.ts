import { isoSecond } from '../../../shared/base/time.ts'
import type { Finding } from '../../../shared/checks/finding.ts'
import { checkPostmortem } from '../../../shared/checks/postmortem.ts'
import type { Postmortem } from '../../../shared/document/postmortem.ts'
import { OWNER } from '../../access/people.ts'
import { inPostmortem, json, type PostmortemAsk, type Route } from '../route.ts'
import { readOf } from './postmortems.ts'

/** What the checks notice in a postmortem, with what is missing before its meeting. */
export const findingRoutes: readonly Route[] = [
  inPostmortem('read', 'get', '/findings', async ask => {
    const postmortem = await readOf(ask)
    return postmortem.ok ? json(await findingsOf(ask, postmortem.value)) : postmortem
  }),
]

/** The findings of every check, as of the day of the meeting and with the names of the members. */
export async function findingsOf(ask: PostmortemAsk, postmortem: Postmortem): Promise<Finding[]> {
  const people = await rosterOf(ask)
  const [first] = await ask.meetings.events(ask.row.id)
  const meetingDate = first ? isoSecond(first.at).slice(0, 10) : ''
  return checkPostmortem(postmortem, { people, meetingDate, readiness: { now: ask.now() } })
}

/** Names of everybody with access; the owner of the server is no more expected in a meeting than others. */
async function rosterOf({ store, row }: PostmortemAsk): Promise<string[]> {
  const members = await store.access.membershipsIn(row.id)
  const people = await store.access.people(members.map(({ person }) => person))
  return people.filter(({ id }) => id !== OWNER).map(({ name }) => name)
}
