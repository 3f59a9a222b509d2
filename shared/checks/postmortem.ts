import { type Postmortem, SECTIONS, type TimelineRow } from '../document/postmortem.ts'
import { checkActionSet } from './actions/actionSet.ts'
import { checkAction } from './actions/checkAction.ts'
import { blockTexts } from './blocks.ts'
import { checkCauses } from './causes.ts'
import type { Finding, Place } from './finding.ts'
import { checkLanguage } from './language/checkLanguage.ts'
import { type ReadinessContext, readiness, readinessFindings } from './readiness.ts'
import { ALL_CHECKS, type CheckSettings, withSettings } from './settings.ts'
import { checkTimeline } from './timeline.ts'

/** What the document alone cannot tell. */
export interface PostmortemContext {
  /** Everybody known by name: participants, invited people. Authors and reviewers are added. */
  readonly people: readonly string[]
  /** Who reads the findings: what they wrote of themselves gets a private word. */
  readonly self?: string
  /** Those an action may belong to; undefined means that nobody knows the roster. */
  readonly owners?: readonly string[]
  /** Those in the meeting; undefined leaves absent people unchecked. */
  readonly attendees?: readonly string[]
  /** The day of the meeting, `YYYY-MM-DD` or an instant; '' or undefined leaves action dates unchecked for range. */
  readonly meetingDate?: string
  /** Given when what is missing before the meeting is wanted as well. */
  readonly readiness?: ReadinessContext
  readonly settings?: CheckSettings
}

/** Rows of these sources were written by hand, or by whoever wrote the imported postmortem. */
const OWN_WORDS = new Set(['', 'manual', 'markdown', 'csv'])

/** Runs every check over a plain postmortem; findings come grouped by check, in the order of the page. */
export function checkPostmortem(postmortem: Postmortem, context: PostmortemContext): Finding[] {
  const people = [...new Set([...context.people, ...postmortem.authors, ...postmortem.reviewers])]
  return withSettings(
    [
      ...languageFindings(postmortem, people, context.self),
      ...checkTimeline(postmortem, { people, ...(context.attendees && { attendees: context.attendees }) }),
      ...checkCauses(postmortem, people),
      ...actionFindings(postmortem, context.owners ?? [], context.meetingDate ?? ''),
      ...(context.readiness ? readinessFindings(readiness(postmortem, context.readiness)) : []),
    ],
    context.settings ?? ALL_CHECKS,
  )
}

function languageFindings(
  postmortem: Postmortem,
  people: readonly string[],
  self: string | undefined,
): Finding[] {
  const check = (text: string, where: Place, isQuoted = false): Finding[] =>
    checkLanguage(text, { people, where, isQuoted, ...(self !== undefined && { self }) })
  return [
    ...check(postmortem.title, { in: 'facts', field: 'title' }),
    ...SECTIONS.filter(section => section !== 'imported').flatMap(section =>
      blockTexts(postmortem[section]).flatMap(block =>
        check(block.text, { in: 'section', section, block: block.index }, block.quoted),
      ),
    ),
    ...postmortem.timeline.flatMap(row => check(row.text, { in: 'timeline', id: row.id }, isImported(row))),
    ...postmortem.factors.flatMap(factor => check(factor.text, { in: 'factors', id: factor.id })),
    ...postmortem.whys.flatMap(why => check(why.text, { in: 'whys', id: why.id })),
    ...postmortem.actions.flatMap(action => check(action.text, { in: 'actions', id: action.id })),
    ...postmortem.parked.flatMap(idea => check(idea.text, { in: 'parked', id: idea.id })),
  ]
}

/** Chat and machine messages are somebody's own words, and stay as they were sent. */
const isImported = (row: TimelineRow): boolean => !OWN_WORDS.has(row.source.type)

function actionFindings(postmortem: Postmortem, people: readonly string[], meetingDate: string): Finding[] {
  const { actions, factors, severity } = postmortem
  const ids = factors.map(factor => factor.id)
  return [
    ...actions.flatMap(
      action =>
        checkAction(action, { people, severity, meetingDate, factors: ids }, { in: 'actions', id: action.id })
          .findings,
    ),
    ...checkActionSet(actions, factors),
  ]
}
