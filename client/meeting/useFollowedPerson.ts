import { type RefObject, useEffect } from 'react'
import type { StepKind } from '../../shared/meeting/agenda.ts'
import type { MeetingView } from '../../shared/meeting/view.ts'
import { useAnnouncedPlace } from '../hooks/useAnnouncedPlace.ts'
import { useBroughtIntoView, useFollowedPlace } from '../hooks/useFollowedPlace.ts'
import type { DocumentPart, Place } from './room.ts'

/** The part of the document that each step works on. */
const PART_OF: Readonly<Record<StepKind, DocumentPart>> = {
  opening: 'summary',
  timeline: 'timeline',
  brainstorm: 'factors',
  group: 'factors',
  vote: 'factors',
  actions: 'actions',
  learn: 'lessons',
  close: 'actions',
}

/** Where the parts of the document's own screen are found in the meeting. */
const PLACES: Readonly<Record<string, DocumentPart>> = {
  summary: 'summary',
  impact: 'summary',
  rootCause: 'summary',
  timeline: 'timeline',
  factors: 'factors',
  causes: 'causes',
  whys: 'causes',
  actions: 'actions',
  wentWell: 'lessons',
  couldImprove: 'lessons',
  lucky: 'lessons',
  lessons: 'lessons',
}

/** Tells the others where this person looks in the meeting; `frame` is what they scroll. */
export function useAnnouncedRoom(
  view: MeetingView,
  place: Place,
  frame: RefObject<HTMLElement | null>,
): void {
  const step = place.in === 'step' ? (view.steps[place.index] ?? null) : null
  const part = step ? PART_OF[step.kind] : place.in === 'document' ? place.part : 'parked'
  useAnnouncedPlace(step?.id ?? null, part, frame)
}

/** Goes where the followed person goes: the same step or part, and the same item in view. */
export function useFollowedPerson(
  view: MeetingView,
  followed: string | null,
  look: (place: Place) => void,
): void {
  const where = useFollowedPlace(followed)
  const step = where?.step ?? null
  const part = where?.part ?? null
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another place of theirs takes one along
  useEffect(() => {
    const index = view.steps.findIndex(({ id }) => id === step)
    if (index >= 0) look({ in: 'step', index })
    else if (part === 'parked') look({ in: 'parked' })
    else if (part !== null && PLACES[part]) look({ in: 'document', part: PLACES[part] })
  }, [step, part])
  useBroughtIntoView(where?.mark ?? null, null)
}
