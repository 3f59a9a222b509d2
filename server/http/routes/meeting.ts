import { refuse } from '../../../shared/base/result.ts'
import { isoSecond, parseInstant } from '../../../shared/base/time.ts'
import { checkAction } from '../../../shared/checks/actions/checkAction.ts'
import type { Postmortem } from '../../../shared/document/postmortem.ts'
import type { Actor as MeetingActor } from '../../../shared/meeting/events.ts'
import { momentsOf } from '../../../shared/meeting/replay.ts'
import { reportOf, type Verdicts } from '../../../shared/meeting/report.ts'
import type { DocumentAtAnswer } from '../../../shared/protocol/meetingApi.ts'
import { commandRequest } from '../../../shared/protocol/meetingCommands.ts'
import { hasRole } from '../../../shared/protocol/roles.ts'
import { documentAt } from '../../meeting/documentAt.ts'
import {
  type Answer,
  askerOf,
  inPostmortem,
  json,
  type PostmortemAsk,
  parseBody,
  type Route,
} from '../route.ts'
import { readOf } from './postmortems.ts'

/** The meeting of a postmortem: its state, commands, and what came of it. */
export const meetingRoutes: readonly Route[] = [
  inPostmortem('readMeeting', 'get', '/meeting', async ask => {
    const meeting = await ask.meetings.answer(ask.row.id, meetingActorOf(ask))
    return meeting ? json(meeting) : NO_MEETING
  }),

  // Which commands a role may give is the meeting's own decision: viewers raise hands, for one.
  inPostmortem('takePart', 'post', '/meeting/commands', giveCommand, { body: 'command' }),

  inPostmortem('readMeeting', 'get', '/meeting/report', async ask => {
    const allowed = await ask.access.records.take(ask.actor.person.id)
    if (!allowed.ok) return allowed
    const postmortem = await readOf(ask)
    if (!postmortem.ok) return postmortem
    const events = await ask.meetings.events(ask.row.id)
    const report = reportOf(events, postmortem.value, verdictsOf(postmortem.value, events[0]?.at), ask.now())
    return report ? json(report) : NO_MEETING
  }),

  inPostmortem('readMeeting', 'get', '/meeting/moments', async ({ access, actor, meetings, row }) => {
    const allowed = await access.records.take(actor.person.id)
    return allowed.ok ? json(momentsOf(await meetings.events(row.id))) : allowed
  }),

  // What was deleted since is in it, so it is for those who work on the document, not for all who read it.
  inPostmortem('readHistory', 'get', '/meeting/document', async ask => {
    const at = instantOf(ask.query.get('at') ?? '')
    if (at === null)
      return refuse('request/invalid', 'at is an instant: ISO 8601, or milliseconds since 1970.')
    const moment = await documentAt(ask.store, ask.row.id, at)
    if (!moment) return NO_TEXT
    const { state, updates, ...times } = moment
    const read = await ask.work.run('readState', { state, updates, id: ask.row.id }, askerOf(ask))
    return read.ok ? json({ ...times, postmortem: read.value } satisfies DocumentAtAnswer) : read
  }),
]

async function giveCommand(ask: PostmortemAsk): Answer {
  const { access, actor, row, role } = ask
  const allowed = await access.commands.take(actor.person.id)
  if (!allowed.ok) return allowed
  const isLeading = hasRole(role, 'facilitator')
  const overTime = isLeading ? allowed : await access.commandsOverTime.take(actor.person.id)
  if (!overTime.ok) return overTime
  const body = parseBody(commandRequest, ask)
  if (!body.ok) return body
  const outcome = await ask.meetings.command(row.id, meetingActorOf(ask), body.value)
  if (outcome.ok) {
    if (body.value.command.type === 'revealCards')
      await access.audit(actor.person.id, 'meeting/revealed', row.id)
    return json(outcome.meeting)
  }
  const { error, meeting } = outcome
  return { ok: false, error: { ...error, more: { meeting, exit: error.exit ?? [] } } }
}

/** An instant in ms, written as a number or in ISO 8601. */
const instantOf = (text: string): number | null =>
  /^\d{1,15}$/.test(text) ? Number(text) : parseInstant(text)

const NO_TEXT = refuse(
  'meeting/no-text',
  'There is no text of that moment: it was removed for good, or not begun.',
)
const NO_MEETING = refuse('meeting/none', 'No meeting of this postmortem has begun yet.')

/** What the action checks make of each action, as of the day of the meeting. */
function verdictsOf({ actions, factors, severity }: Postmortem, meetingAt: number | undefined): Verdicts {
  const meetingDate = meetingAt === undefined ? '' : isoSecond(meetingAt).slice(0, 10)
  const context = { people: [], severity, meetingDate, factors: factors.map(({ id }) => id) }
  return Object.fromEntries(actions.map(action => [action.id, checkAction(action, context).verdict]))
}

/** Whoever asks, as the meeting knows people. */
export const meetingActorOf = ({ actor, role }: PostmortemAsk): MeetingActor => ({
  id: actor.person.id,
  name: actor.person.name,
  role,
})
