import type { Finding } from './finding.ts'

/** So many rows may get the same remark each; on more of them it says something about the table, once. */
const EACH = 3

/** What is said of many rows at once, by rule. */
const OF_MANY: Readonly<Record<string, readonly [reason: (count: number) => string, suggestion: string]>> = {
  'timeline/no-source': [
    count => `${count} events have no source.`,
    'Which channel, alert log or dashboard do they come from?',
  ],
  'timeline/unknown-time': [
    count => `Nobody has said when ${count} events happened.`,
    'Before or after which other events were they?',
  ],
  'timeline/before-start': [
    count => `${count} events lie before the stated start of the incident.`,
    'Did it begin earlier than the header says, or are these times in another zone?',
  ],
  'timeline/other-zone': [
    count => `${count} events have times in their text that read as another zone than UTC.`,
    'Were they all written in one zone, and is the time of the events right?',
  ],
  'timeline/gap': [
    count => `There are ${count} silences of more than 15 minutes while the incident was open.`,
    'Which of them hide work that nobody has told of yet?',
  ],
  'timeline/duplicate': [
    count => `${count} events seem to repeat what another source reports.`,
    'Were two sources imported for the same hours? Then keep one event of each pair and name both sources.',
  ],
  'timeline/fix-proposal': [
    count => `${count} events propose a fix, and fixes come later.`,
    'Shall they go to the parking lot, and the events say what happened?',
  ],
}

/** Makes one finding of the many that say the same about single rows, in the place of the first of them. */
export function gathered(findings: readonly Finding[]): Finding[] {
  const groups = new Map(
    [...Map.groupBy(findings, sameRemark)].map(([remark, alike]) => [
      remark,
      {
        first: alike[0],
        rows: [...new Set(alike.flatMap(({ where }) => ('id' in where && where.id ? [where.id] : [])))],
      },
    ]),
  )
  return findings.flatMap(finding => {
    const { first, rows } = groups.get(sameRemark(finding)) ?? { first: finding, rows: [] }
    if (rows.length <= EACH || !('id' in finding.where) || finding.where.id === null) return [finding]
    return first === finding ? [ofMany(finding, rows)] : []
  })
}

/** Somebody absent is a matter of that person; every other rule asks one question of all its rows. */
const sameRemark = ({ rule, reason }: Finding): string =>
  Object.hasOwn(OF_MANY, rule) ? rule : `${rule} ${reason}`

function ofMany(finding: Finding, rows: readonly string[]): Finding {
  const { reason, suggestion } = finding
  const words = Object.hasOwn(OF_MANY, finding.rule) ? OF_MANY[finding.rule] : undefined
  return {
    ...finding,
    where: { in: 'timeline', id: null },
    span: null,
    reason: words ? words[0](rows.length) : reason,
    suggestion: words ? words[1] : suggestion,
    rows,
  }
}
