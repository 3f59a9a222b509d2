import { refuse } from '../../../shared/base/result.ts'
import type { Actor as MeetingActor } from '../../../shared/meeting/events.ts'
import { momentsOf } from '../../../shared/meeting/replay.ts'
import { commandRequest } from '../../../shared/protocol/meetingCommands.ts'
import { inPostmortem, json, type PostmortemAsk, parseBody, type Route } from '../route.ts'

/** The meeting of a postmortem: its state, commands, and what came of it. */
export const meetingRoutes: readonly Route[] = [
  inPostmortem('readMeeting', 'get', '/meeting', async ask => {
    const meeting = await ask.meetings.answer(ask.row.id, actorOf(ask))
    return meeting ? json(meeting) : NO_MEETING
  }),

  // Which commands a role may give is the meeting's own decision: viewers raise hands, for one.
  inPostmortem('takePart', 'post', '/meeting/commands', async ask => {
    const body = parseBody(commandRequest, ask)
    if (!body.ok) return body
    const outcome = await ask.meetings.command(ask.row.id, actorOf(ask), body.value)
    if (outcome.ok) return json(outcome.meeting)
    const { error, meeting } = outcome
    return { ok: false, error: { ...error, more: { meeting, exit: error.exit ?? [] } } }
  }),

  inPostmortem('readMeeting', 'get', '/meeting/moments', async ({ meetings, row }) =>
    json(momentsOf(await meetings.events(row.id))),
  ),
]

export const NO_MEETING = refuse('meeting/none', 'No meeting has been opened for this postmortem yet.')

const actorOf = ({ actor, role }: PostmortemAsk): MeetingActor => ({
  id: actor.person.id,
  name: actor.person.name,
  role,
})
