import type { Doc } from 'yjs'
import { SECOND } from '../../shared/base/time.ts'
import { addComment } from '../../shared/document/comments/edit.ts'
import { addItem, updateItem } from '../../shared/document/edit.ts'
import { voteItems } from '../../shared/document/factorGroups.ts'
import type { Postmortem } from '../../shared/document/postmortem.ts'
import type { StepKind } from '../../shared/meeting/agenda.ts'
import type { Actor } from '../../shared/meeting/events.ts'
import { spentMs } from '../../shared/meeting/timer.ts'
import { freshId, type PracticeMeeting } from './practiceMeeting.ts'

const colleague = (id: string, name: string): Actor => ({ id: `practice-${id}`, name, role: 'participant' })
const ANA = colleague('ana', 'Ana Sousa')
const BEN = colleague('ben', 'Ben Okoro')
/** Comes while the timeline is being reviewed. */
export const LENA = colleague('lena', 'Lena Vogt')
export const COLLEAGUES = [ANA, BEN, LENA] as const

/** The card that blames somebody by name, as it is submitted. */
export const BLAMING_CARD = 'Tom should have checked the dashboard before the release'

/** What a colleague needs to act. */
interface Scene {
  readonly meeting: PracticeMeeting
  /** The document as the colleagues have it: what they write is not the facilitator's to undo. */
  readonly doc: Doc
  readonly postmortem: Postmortem
  readonly now: number
}

/** Something that a colleague does once, so long after a step has begun. */
interface Beat {
  readonly step: StepKind
  readonly after: number
  /** False when it is too early; it is tried again then. */
  readonly act: (scene: Scene) => boolean
}

const beat = (step: StepKind, seconds: number, act: (scene: Scene) => unknown): Beat => ({
  step,
  after: seconds * SECOND,
  act: scene => act(scene) !== false,
})

const finish = (step: StepKind, seconds: number, ...people: readonly Actor[]): readonly Beat[] =>
  people.map((person, at) =>
    beat(step, seconds + 12 * at, ({ meeting }) => meeting.give(person, { type: 'finishStep' })),
  )

const card = (
  seconds: number,
  person: Actor,
  text: string,
  category: 'process' | 'technology' | 'measurements' | 'people',
) =>
  beat('brainstorm', seconds, ({ meeting }) =>
    meeting.give(person, { type: 'submitCard', card: freshId(), text, category }),
  )

/** An event in the midst of the incident, which somebody saw otherwise. */
export const disputedIn = ({ timeline }: Postmortem): string | null =>
  timeline.find(({ kind }) => kind === 'decide')?.id ?? timeline[Math.floor(timeline.length / 2)]?.id ?? null

function dispute({ doc, postmortem, now }: Scene): void {
  const id = disputedIn(postmortem)
  if (id === null) return
  updateItem(doc, 'timeline', id, { state: 'disputed' })
  addComment(doc, freshId(), {
    about: { in: 'timeline', id },
    question: false,
    text: 'We had a failover ready as well. I do not think that the rollback was the only choice.',
    at: new Date(now).toISOString(),
    name: BEN.name,
  })
}

/** Votes once the vote is open, for groups by their place. */
const vote = (
  seconds: number,
  person: Actor,
  ...dots: readonly (readonly [place: number, count: number])[]
) =>
  beat('vote', seconds, ({ meeting, postmortem }) => {
    if (meeting.state?.vote.phase !== 'open') return false
    const items = voteItems(postmortem.factors)
    const ballot = dots.flatMap(([place, count]) => {
      const item = items[place % items.length]
      return item ? [[item.lead.id, count] as const] : []
    })
    return meeting.give(person, { type: 'castVote', dots: Object.fromEntries(ballot) })
  })

function vagueAction({ doc, postmortem }: Scene): boolean {
  const chosen = postmortem.factors.find(factor => factor.chosen)
  if (!chosen) return false
  addItem(doc, 'actions', freshId(), { text: 'Improve monitoring of the pool', factors: [chosen.id] })
  return true
}

const BEATS: readonly Beat[] = [
  ...finish('opening', 25, ANA, BEN),
  beat('timeline', 30, dispute),
  beat('timeline', 60, ({ meeting }) => meeting.join(LENA)),
  beat('timeline', 80, ({ meeting }) => meeting.give(ANA, { type: 'sayPace', pace: 'lost' })),
  beat('timeline', 170, ({ meeting }) => meeting.give(ANA, { type: 'sayPace', pace: null })),
  beat('timeline', 95, ({ meeting }) => meeting.give(LENA, { type: 'raiseHand' })),
  ...finish('timeline', 150, BEN, ANA, LENA),
  card(12, ANA, BLAMING_CARD, 'people'),
  card(25, BEN, 'Health checks look at the process and not at the pool', 'technology'),
  card(40, LENA, 'Nobody is paged for a pool that fills slowly', 'measurements'),
  card(60, BEN, 'A release reaches all instances within four minutes', 'process'),
  ...finish('brainstorm', 75, ANA, BEN, LENA),
  ...finish('group', 90, ANA, BEN, LENA),
  vote(8, ANA, [1, 2], [2, 1]),
  vote(16, BEN, [1, 3]),
  vote(24, LENA, [0, 1], [2, 2]),
  beat('actions', 30, vagueAction),
  ...finish('actions', 120, ANA, BEN, LENA),
  beat('learn', 15, ({ meeting }) =>
    meeting.give(ANA, {
      type: 'recordLearning',
      text: 'A pool can fill for half an hour before anything fails.',
    }),
  ),
  beat('learn', 35, ({ meeting }) =>
    meeting.give(LENA, {
      type: 'recordLearning',
      text: 'Our health checks say nothing about what customers see.',
    }),
  ),
  beat('learn', 45, ({ meeting }) => meeting.give(BEN, { type: 'passLearning' })),
  ...COLLEAGUES.map((person, at) =>
    beat('close', 10 + 5 * at, ({ meeting }) =>
      meeting.give(person, { type: 'answerClosing', learned: true, again: at !== 1 }),
    ),
  ),
]

/** Three colleagues who do the same in every practice meeting, each thing once. */
export class Colleagues {
  readonly #left = new Set(BEATS)

  /** Does what is due in the current step. */
  act(scene: Scene): void {
    const { state } = scene.meeting
    const step = state?.status === 'running' ? state.steps[state.current ?? -1] : undefined
    if (!step) return
    const spent = spentMs(step.timer, scene.now)
    for (const one of this.#left)
      if (one.step === step.kind && spent >= one.after && one.act(scene)) this.#left.delete(one)
  }
}
