import type { Postmortem } from '../../shared/document/postmortem.ts'
import type { MeetingView } from '../../shared/meeting/view.ts'

/** What the wall can show while a meeting runs. */
export type SceneKind =
  | 'opening'
  | 'timeline'
  | 'silent'
  | 'group'
  | 'vote'
  | 'fishbone'
  | 'whys'
  | 'actions'
  | 'learn'
  | 'close'
  | 'summary'
  | 'lessons'

const OF_STEP = {
  opening: 'opening',
  timeline: 'timeline',
  brainstorm: 'silent',
  group: 'group',
  vote: 'vote',
  actions: 'actions',
  learn: 'learn',
  close: 'close',
} as const

/** What the spotlight points to inside the scene of a step, rather than to another scene. */
const WITHIN: Readonly<Partial<Record<SceneKind, readonly string[]>>> = {
  opening: ['summary'],
  timeline: ['timeline'],
  group: ['factors'],
  vote: ['factors'],
  actions: ['factors', 'actions'],
  learn: ['lessons'],
  close: ['actions'],
}

/** The scene of the step, unless the spotlight points to something that it does not show (M14). */
export function sceneOf(view: MeetingView, postmortem: Postmortem): SceneKind {
  const own = OF_STEP[view.steps[view.current ?? 0]?.kind ?? 'opening']
  const { spotlight } = view
  if (!spotlight || WITHIN[own]?.includes(spotlight.section)) return own
  switch (spotlight.section) {
    case 'timeline':
    case 'summary':
    case 'lessons':
      return spotlight.section
    case 'factors':
      return view.factorsFolded ? own : 'group'
    case 'causes':
    case 'whys': {
      if (view.factorsFolded) return own
      const hasWhys = postmortem.whys.some(
        why => spotlight.item !== null && why.parents.includes(spotlight.item),
      )
      return hasWhys ? 'whys' : 'fishbone'
    }
    case 'actions':
      return 'actions'
    default:
      return own
  }
}
