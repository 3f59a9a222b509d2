import type { Result } from '../../../shared/base/result.ts'
import { reviewContext } from '../../../shared/checks/reviewContext.ts'
import type { Postmortem } from '../../../shared/document/postmortem.ts'
import { OWNER } from '../../access/people.ts'
import { askerOf, inPostmortem, jsonText, type PostmortemAsk, type Route } from '../route.ts'
import { meetingActorOf } from './meeting.ts'
import { readOf } from './postmortems.ts'

/** What the checks notice in a postmortem, with what is missing before its meeting. */
export const findingRoutes: readonly Route[] = [
  inPostmortem('read', 'get', '/findings', async ask => {
    const postmortem = await readOf(ask)
    if (!postmortem.ok) return postmortem
    const found = await findingsOf(ask, postmortem.value)
    return found.ok ? jsonText(found.value) : found
  }),
]

/** The findings of every check as JSON, with the people and the day of the meeting, as browsers see them. */
export async function findingsOf(ask: PostmortemAsk, postmortem: Postmortem): Promise<Result<string>> {
  const [people, meeting] = await Promise.all([
    rosterOf(ask),
    ask.meetings.answer(ask.row.id, meetingActorOf(ask)),
  ])
  const context = reviewContext(postmortem, { people, meeting: meeting?.state ?? null, now: ask.now() })
  return ask.work.run('findings', { postmortem, context }, askerOf(ask))
}

/** Names of everybody with access; the owner of the server is no more expected in a meeting than others. */
async function rosterOf({ store, row }: PostmortemAsk): Promise<string[]> {
  const members = await store.access.membershipsIn(row.id)
  const people = await store.access.people(members.map(({ person }) => person))
  return people.filter(({ id }) => id !== OWNER).map(({ name }) => name)
}
