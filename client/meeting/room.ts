import { createContext, useContext } from 'react'
import type { StepKind } from '../../shared/meeting/agenda.ts'
import type { MeetingCommand } from '../../shared/meeting/commands.ts'
import type { Spotlight } from '../../shared/meeting/state.ts'
import type { MeetingView, StepView } from '../../shared/meeting/view.ts'
import type { PersonFollowing } from '../hooks/usePersonFollowing.ts'

/** Parts of the document that are one click away from every step. */
export const DOCUMENT_PARTS = ['summary', 'timeline', 'factors', 'causes', 'actions', 'lessons'] as const
export type DocumentPart = (typeof DOCUMENT_PARTS)[number]

/** What the middle of the screen shows: the work of a step, a part of the document, or what is parked. */
export type Place =
  | { readonly in: 'step'; readonly index: number }
  | { readonly in: 'document'; readonly part: DocumentPart }
  | { readonly in: 'parked' }

/** What every part of the meeting screen works with. */
export interface Room {
  readonly view: MeetingView
  /** Sends a command; a refusal is shown to the person. True when it took effect. */
  readonly run: (command: MeetingCommand) => Promise<boolean>
  /** Where this person looks; a step other than the current one moves nobody (M25). */
  readonly place: Place
  readonly look: (place: Place) => void
  /** Back to where the meeting is. */
  readonly join: () => void
  /** The item this person has selected; the spotlight while they follow (M14). */
  readonly selected: Spotlight | null
  readonly select: (selected: Spotlight | null) => void
  readonly isFollowing: boolean
  readonly follow: () => void
  readonly stopFollowing: () => void
  /** Following one person by their face; it and following the spotlight exclude each other. */
  readonly person: PersonFollowing
}

const RoomContext = createContext<Room | null>(null)
export const RoomProvider = RoomContext.Provider

/** The meeting that this part of the screen is in. */
export function useRoom(): Room {
  const room = useContext(RoomContext)
  if (!room) throw new Error('useRoom outside of the meeting screen')
  return room
}

/** The step the meeting is in, and its position from 0; after the end the last one. */
export function currentStep(view: MeetingView): { readonly step: StepView | null; readonly index: number } {
  const index = view.current ?? 0
  return { step: view.steps[index] ?? null, index }
}

/** The step shown in the middle, or null while that shows something else. */
export const shownStep = (room: Room): StepView | null =>
  room.place.in === 'step' ? (room.view.steps[room.place.index] ?? null) : null

/** True when the middle shows the step the meeting is in. */
export const isAtMeeting = (room: Room): boolean =>
  room.place.in === 'step' && room.place.index === currentStep(room.view).index

/** Parts of the document that the work of a step shows anyway. */
const SHOWN_BY_STEP: Readonly<Record<StepKind, readonly string[]>> = {
  opening: ['summary'],
  timeline: ['timeline'],
  brainstorm: [],
  group: ['factors'],
  vote: ['factors'],
  actions: ['factors', 'actions'],
  learn: ['lessons'],
  close: ['actions'],
}

/** The part of the document that the spotlight points to, when the step's own work does not show it (M14). */
export function spotlitPart(view: MeetingView): DocumentPart | null {
  const { spotlight } = view
  const kind = currentStep(view).step?.kind
  if (!spotlight || !kind || SHOWN_BY_STEP[kind].includes(spotlight.section)) return null
  return DOCUMENT_PARTS.find(part => part === spotlight.section) ?? null
}
