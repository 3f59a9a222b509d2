import { factorTitle, itemDots, voteItems } from '../../../shared/document/factorGroups.ts'
import type { Postmortem } from '../../../shared/document/postmortem.ts'
import type { MeetingReport } from '../../../shared/meeting/report.ts'

/** One heading of what came of a meeting, with its lines; the page shows them, and they are copied. */
export interface Outcome {
  readonly name: 'decided' | 'actions' | 'open' | 'learned' | 'parked'
  readonly lines: readonly string[]
}

/** Words of the page's language that lines are made of. */
export interface OutcomeWords {
  readonly noOwner: string
  readonly due: (day: string) => string
  readonly noDate: string
  readonly disputed: (event: string) => string
  readonly uncovered: (factor: string) => string
  readonly left: (step: string, reason: string) => string
  readonly dots: (count: number) => string
  readonly waived: (reason: string) => string
}

/**
 * What one would tell others of a meeting, from its report and the document as it is now: what was decided, who does
 * what by when, what is disputed or open, what was learned and parked. Headings with nothing below them are left out.
 */
export function outcomesOf(
  report: MeetingReport,
  { factors, actions, timeline }: Postmortem,
  words: OutcomeWords,
): readonly Outcome[] {
  const chosen = factors.filter(factor => factor.chosen)
  const items = voteItems(factors)
  const isCovered = (id: string): boolean => actions.some(action => action.factors.includes(id))
  const outcomes: readonly Outcome[] = [
    {
      name: 'decided',
      lines: chosen.map(factor => {
        const item = items.find(({ lead }) => lead.id === factor.id)
        const dots = item && report.vote ? [words.dots(itemDots(item, report.vote.tally))] : []
        const waived = factor.waiver.trim() === '' ? [] : [words.waived(factor.waiver.trim())]
        return [factorTitle(factor, factors), ...dots, ...waived].join(' · ')
      }),
    },
    {
      name: 'actions',
      lines: actions
        .filter(({ status }) => status !== 'declined')
        .map(({ text, owner, due }) =>
          [text, owner.trim() || words.noOwner, due ? words.due(due) : words.noDate].join(' · '),
        ),
    },
    {
      name: 'open',
      lines: [
        ...timeline.filter(({ state }) => state === 'disputed').map(({ text }) => words.disputed(text)),
        ...chosen
          .filter(({ id, waiver }) => waiver.trim() === '' && !isCovered(id))
          .map(factor => words.uncovered(factorTitle(factor, factors))),
        ...report.overrides.map(({ step, reason }) => words.left(step, reason)),
      ],
    },
    { name: 'learned', lines: report.learnings },
    { name: 'parked', lines: report.parked },
  ]
  return outcomes.filter(({ lines }) => lines.length > 0)
}

/** The outcomes as text to be mailed, under these headings; Markdown marks what is a heading and what a line. */
export function outcomeText(
  title: string,
  outcomes: readonly Outcome[],
  heading: (name: Outcome['name']) => string,
  format: 'markdown' | 'text',
): string {
  const isMarkdown = format === 'markdown'
  const head = (text: string, level: 1 | 2): string => (isMarkdown ? `${'#'.repeat(level)} ${text}` : text)
  const parts = outcomes.map(({ name, lines }) =>
    [
      head(heading(name), 2),
      ...(isMarkdown ? [''] : []),
      ...lines.map(line => `- ${isMarkdown ? escaped(line) : oneLine(line)}`),
    ].join('\n'),
  )
  return `${[head(isMarkdown ? escaped(title) : title, 1), ...parts].join('\n\n')}\n`
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** What people wrote is text, whatever signs of Markdown it holds. */
const escaped = (text: string): string => oneLine(text).replace(/[\\`*_[\]<>#|~]/g, sign => `\\${sign}`)
