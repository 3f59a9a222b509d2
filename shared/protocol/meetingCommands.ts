import { z } from 'zod'
import { BOUNDS } from '../base/bounds.ts'
import { LEARNING_FIRST, STEP_KINDS } from '../meeting/agenda.ts'
import type { MeetingCommand } from '../meeting/commands.ts'
import { CARD_CATEGORIES, DUTIES, EARLIER_STATUSES, PACES } from '../meeting/state.ts'

const id = z.string().min(1).max(128)
const line = z.string().trim().min(1).max(500)
const text = z.string().trim().min(1).max(BOUNDS.meetingText.most)
const step = z.union([z.int().min(0).max(99), id])
const minutes = z.number().min(-600).max(600)

/** Milliseconds since the epoch, or an ISO 8601 instant with its offset. */
const instant = z.union([
  z.number().int().min(0).max(BOUNDS.latestInstant.most),
  z.iso
    .datetime({ offset: true })
    .transform(Date.parse)
    .refine(at => at >= 0 && at <= BOUNDS.latestInstant.most, 'The year is one from 1970 to 2199.'),
])

const plain = <T extends string>(...types: readonly T[]) => z.strictObject({ type: z.enum(types) })

const card = {
  card: id,
  text,
  category: z.enum(CARD_CATEGORIES).optional(),
  signed: z.boolean().optional(),
}

/** The steps of an agenda, as a command or a saved agenda brings them. */
export const agendaSteps = z
  .array(
    z.strictObject({
      kind: z.enum(STEP_KINDS),
      minutes: z.number().min(1).max(240),
      title: line.optional(),
      prompts: z.array(line).max(12).optional(),
    }),
  )
  .min(1)
  .max(BOUNDS.steps.most)

const openMeeting = z.strictObject({
  type: z.literal('openMeeting'),
  minutes: z.union([z.literal(60), z.literal(75), z.literal(90)]).optional(),
  agenda: z.union([z.literal(LEARNING_FIRST), agendaSteps]).optional(),
  scheduledStart: instant.optional(),
  scheduledEnd: instant.optional(),
  dots: z.int().min(1).max(20).optional(),
  oneDotEach: z.boolean().optional(),
  facilitatorsVote: z.boolean().optional(),
})

/** Parses a command as it comes from outside; who may give it is not its concern. */
const meetingCommand = z.discriminatedUnion('type', [
  openMeeting,
  plain('startMeeting', 'endMeeting', 'reopenMeeting'),
  z.strictObject({ type: z.literal('advanceStep'), override: line.optional() }),
  z.strictObject({ type: z.literal('returnToStep'), step }),
  plain('undoAdvance', 'pauseTimer', 'resumeTimer', 'rebalance', 'acknowledgeTone', 'confirmTimeline'),
  z.strictObject({ type: z.enum(['extendTimer', 'takeBreak']), minutes }),
  z.strictObject({ type: z.literal('borrowMinutes'), from: step, minutes }),
  z.strictObject({
    type: z.literal('recordEarlierAction'),
    postmortem: id,
    action: id,
    status: z.enum(EARLIER_STATUSES),
    reason: line.optional(),
  }),
  z.strictObject({ type: z.literal('setPublishingDate'), date: z.iso.date() }),
  z.strictObject({ type: z.literal('showOnStage'), item: id, shown: z.boolean() }),
  z.strictObject({ type: z.literal('spotlight'), section: id.nullable(), item: id.nullable().optional() }),
  plain('raiseHand', 'clearHands', 'passBrainstorm', 'revealCards', 'openVote', 'closeVote', 'keepChoice'),
  z.strictObject({ type: z.literal('lowerHand'), person: id.optional() }),
  z.strictObject({ type: z.enum(['callOn', 'handOver']), person: id }),
  z.strictObject({ type: z.literal('moveHand'), person: id, to: z.int().min(0).max(999) }),
  z.strictObject({ type: z.enum(['submitCard', 'editCard']), ...card }),
  z.strictObject({ type: z.literal('withdrawCard'), card: id }),
  z.strictObject({ type: z.literal('castVote'), dots: z.record(id, z.int().min(0).max(20)) }),
  z.strictObject({ type: z.literal('sayPace'), pace: z.enum(PACES).nullable() }),
  z.strictObject({ type: z.literal('commentUnsigned'), row: id, text }),
  z.strictObject({ type: z.literal('park'), text }),
  z.strictObject({ type: z.literal('unpark'), item: id }),
  z.strictObject({ type: z.literal('acceptAction'), action: id }),
  z.strictObject({ type: z.literal('recordLearning'), text }),
  plain('passLearning', 'claimFacilitation', 'finishStep', 'unfinishStep'),
  z.strictObject({ type: z.literal('answerClosing'), learned: z.boolean(), again: z.boolean() }),
  z.strictObject({ type: z.literal('assignDuty'), person: id, duty: z.enum(DUTIES).nullable() }),
  z.strictObject({ type: z.literal('lockFacilitation'), locked: z.boolean() }),
]) satisfies z.ZodType<MeetingCommand>

/** The body of `POST /api/postmortems/:id/meeting/commands` (M2). */
export interface CommandRequest {
  readonly command: MeetingCommand
  readonly expectedRev: number
  readonly idempotencyKey: string
}

/** Parses a request; the actor is the session, and no field of it (M3). */
export const commandRequest = z.strictObject({
  command: meetingCommand,
  expectedRev: z.int().min(0),
  idempotencyKey: z.string().min(1).max(128),
}) satisfies z.ZodType<CommandRequest>
