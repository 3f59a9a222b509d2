import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fromMarkdown, MOST_CHARACTERS } from '../../shared/formats/markdown/fromMarkdown.ts'
import { toMarkdown } from '../../shared/formats/markdown/toMarkdown.ts'
import type { ImportedPostmortem } from '../../shared/formats/report.ts'
import { nastyText } from './arbitraryText.ts'
import { comparable, counter } from './counting.ts'
import { lostWords } from './lostWords.ts'

const FOLDER = join(import.meta.dirname, 'fixtures')
const FILES = readdirSync(FOLDER)
const fixture = (name: string): string => readFileSync(join(FOLDER, name), 'utf8')

function read(text: string): ImportedPostmortem {
  const result = fromMarkdown(text, { newId: counter() })
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

const rowsOf = ({ postmortem }: ImportedPostmortem): string[] =>
  postmortem.timeline.map(({ at, kind, text, source }) =>
    [at.slice(0, 16), kind, text, source.type].filter(Boolean).join(' | '),
  )

it.each(FILES)('no word of %s is lost', name => {
  const text = fixture(name)
  expect(lostWords(text, read(text))).toEqual([])
})

it.each(FILES)('%s reads back from our own export as it was imported', name => {
  const { postmortem } = read(fixture(name))
  expect(comparable(read(toMarkdown(postmortem)).postmortem)).toEqual(comparable(postmortem))
})

it('times in headings become rows, past midnight and in the stated zone', () => {
  const imported = read(fixture('headings.md'))
  expect(rowsOf(imported)).toEqual([
    '2024-11-08T05:40 | note | The nightly rebuild starts. It writes to the old volume, which has 12 GB left (https://example.com/volumes/7).',
    '2024-11-08T06:05 | note | The volume is full. The rebuild stops half way:',
    '2024-11-08T08:15 | resolve | Reverted to the index of the day before. Service is back to normal.',
  ])
  const { postmortem, report } = imported
  expect(postmortem.actions.map(({ text, tracker }) => [text, tracker])).toEqual([
    [
      'Indexer: Refuse to start with less than twice the index free Issue',
      'https://github.com/example/indexer/issues/4',
    ],
    ['Process: Name an owner for the volumes', 'https://example.com/owners'],
  ])
  expect(
    [postmortem.wentWell, postmortem.couldImprove, postmortem.lucky].map(section => section.length),
  ).toEqual([1, 1, 1])
  expect(report.leftover).toEqual(['Timeline: 22:05', 'Conclusion'])
  expect(JSON.stringify(postmortem.imported)).toContain('no space left on device')
})

it('a table is read with its zone; a mistyped day stays in the text, and the report says so', () => {
  const imported = read(fixture('table.md'))
  expect(rowsOf(imported)).toEqual([
    '2024-07-03T00:00 | note | 10:?? — Asked the vendor',
    '2024-07-03T08:00 | change | Broker upgraded to 3.2',
    '2024-07-03T08:20 | note | 09:35 — Ongoing search for the cause',
    '2024-07-03T08:41 | resolve | Rolled back to 3.1 All consumers caught up, issue resolved',
    'note | 20244-07-03 09:12 — First stalled consumer',
  ])
  const { postmortem, report } = imported
  expect(report.notes).toContain(
    'The time “20244-07-03 09:12” could not be read; it was kept in the row’s text.',
  )
  expect(report.notes.some(note => note.startsWith('CET names winter time'))).toBe(true)
  expect(postmortem).toMatchObject({
    severity: 'SEV2',
    authors: ['Ines', 'Tomas'],
    resolvedAt: '2024-07-03T08:41:00Z',
  })
  expect(postmortem.factors.map(({ text }) => text)).toEqual([
    'Consumers hold one connection each — about 400 of them; none reconnects by itself',
    'No rehearsal of broker upgrades',
  ])
  expect(
    postmortem.actions.map(({ text, owner, due, status, tracker }) => [text, owner, due, status, tracker]),
  ).toEqual([
    ['Rehearse upgrades in staging', '@ines', '2024-08-01', 'open', ''],
    ['Ask the vendor for a list of breaking changes', '', '', 'done', ''],
    ['Reconnect with a jittered delay (QUEUE-77)', '', '', 'open', 'QUEUE-77'],
  ])
  expect(report.leftover).toEqual(['Header', 'Stats'])
})

it('bold labels are sections, and key events are facts and rows', () => {
  const imported = read(fixture('labels.html.md.erb'))
  expect(imported.postmortem).toMatchObject({
    title: 'Incident on 2023-05-09 - Logins rejected',
    startedAt: '2023-05-09T08:02:00Z',
    detectedAt: '2023-05-09T08:10:00Z',
    mitigatedAt: '2023-05-09T08:50:00Z',
    resolvedAt: '2023-05-09T09:20:00Z',
  })
  expect(rowsOf(imported)).toEqual([
    '2022-05-09T08:15 | escalate | Incident declared',
    '2023-05-09T08:02 | onset | Fault occurs',
    '2023-05-09T08:10 | detect | First detected',
    '2023-05-09T08:10 | note | Pager fired for login errors | pagerduty',
    '2023-05-09T08:31 | note | Clock of one host found to be 9 minutes late',
    '2023-05-09T08:50 | mitigate | Repaired',
    '2023-05-09T08:50 | note | Host removed, logins work',
    '2023-05-09T09:20 | resolve | Resolved',
  ])
  expect(imported.postmortem.actions).toMatchObject([
    { status: 'done', tracker: 'https://github.com/example/infra/pull/9' },
  ])
  expect(imported.report.notes).toContain(
    '“Incident declared” is of 2022-05-09, 365 days from the others. Is its date right?',
  )
  expect(imported.report.leftover).toEqual(['Time to repair', 'Resolution', 'Review actions', 'Front matter'])
})

it('bullets with bold times become rows of the day in the title, and the introduction ends the summary', () => {
  const imported = read(fixture('bullets.md'))
  expect(rowsOf(imported)).toEqual([
    '2025-03-04T16:10 | note | Flag change reaches all regions | link',
    '2025-03-04T16:24 | detect | Alert on failed checkouts',
    '2025-03-04T16:31 | escalate | Incident declared',
    '2025-03-04T16:55 | resolve | Flag reverted, service fully restored',
  ])
  const { postmortem } = imported
  expect(postmortem).toMatchObject({ startedAt: '2025-03-04T16:10:00Z', resolvedAt: '2025-03-04T16:55:00Z' })
  expect(postmortem.summary.map(node => node.type)).toEqual(['paragraph', 'paragraph', 'paragraph'])
  expect(postmortem.actions.map(({ text, owner, status }) => [text, owner, status])).toEqual([
    ['Flag turned off', '', 'done'],
    ['Two buttons: Ask for the audience by name', '@mira', 'open'],
  ])
  expect(postmortem.whys.map(why => why.parents)).toEqual([[], [postmortem.whys[0]?.id]])
  expect(JSON.stringify(postmortem.imported)).toContain('https://example.com/graph.png')
})

it('a header with a duration and a table of actions is read in full', () => {
  const { postmortem, report } = read(
    [
      '# Postmortem: Mail delayed — 2026-02-10',
      '**Severity:** SEV3  \n**Duration:** 10:05 – 11:35 UTC (90 minutes)  \n**Author:** @noor  \n**Reviewers:** @sam, @lee',
      '---',
      '## Timeline\n| Time (UTC) | Event |\n|---|---|\n| 10:05 | Relay rejects mail |\n| 11:35 | Relay accepts mail again |',
      '## Action Items\n| # | Action | Owner | Due | Status |\n|---|---|---|---|---|\n| 1 | Add a second relay | @sam | 2026-03-01 | Open |\n| 2 | Write RB-9 | @lee | soon | Done |',
    ].join('\n\n'),
  )
  expect(postmortem).toMatchObject({
    title: 'Mail delayed',
    severity: 'SEV3',
    startedAt: '2026-02-10T10:05:00Z',
    resolvedAt: '2026-02-10T11:35:00Z',
    authors: ['@noor'],
    reviewers: ['@sam', '@lee'],
  })
  expect(postmortem.timeline.map(row => row.at)).toEqual(['2026-02-10T10:05:00Z', '2026-02-10T11:35:00Z'])
  expect(postmortem.actions.map(({ text, owner, due, status }) => [text, owner, due, status])).toEqual([
    ['Add a second relay', '@sam', '2026-03-01', 'open'],
    ['Write RB-9 — soon', '@lee', '', 'done'],
  ])
  expect(report.recognised).toMatchObject({ rows: 2, actions: 2 })
  expect(report.leftover).toEqual([])
})

it('times without any day in the file are kept as text', () => {
  const { postmortem } = read('# Odd\n\n## Timeline\n\n- 14:22 alert\n- 14:30 fixed')
  expect(JSON.stringify(postmortem)).toContain('14:22 alert')
})

it.each([
  ['', 'import/empty'],
  [' \n\ufeff\n', 'import/empty'],
  ['a'.repeat(MOST_CHARACTERS + 1), 'import/too-large'],
  ['> '.repeat(200), 'import/too-deep'],
  ['\u0000\u0001PNG\ufffd\ufffd', 'import/not-text'],
])('a file that is no report is refused with a reason', (text, code) => {
  const result = fromMarkdown(text, { newId: counter() })
  expect(result).toMatchObject({ ok: false, error: { code } })
})

it('plain text without a heading is imported whole', () => {
  const text = 'The disk was full.\n\nWe made room.'
  expect(lostWords(text, read(text))).toEqual([])
})

const piece = fc.oneof(
  nastyText(),
  fc.constantFrom(
    '# ',
    '## Timeline',
    '## Action items',
    '- 14:22 ',
    '| Time | Event |\n|---|---|\n',
    '- **Key events**\n  - ',
    '---\n',
    '\n',
    '\n\n',
    '2024-02-30 25:61',
    '    ',
  ),
)

it('reading any text throws nothing', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
      fromMarkdown(pieces.join(''), { newId: counter() })
    }),
    { numRuns: 500 },
  )
})

it('a column of reasons belongs to what was declined, and of other actions it stays in their words', () => {
  const table =
    '| Action | Status | Reason |\n|---|---|---|\n| Rewrite the relay | Declined | Too dear |\n| Add a relay | Open | Mail piles up |'
  const { postmortem } = read(`# Mail delayed\n\n## Action Items\n${table}`)
  expect(postmortem.actions.map(({ text, status, reason }) => [text, status, reason])).toEqual([
    ['Rewrite the relay', 'declined', 'Too dear'],
    ['Add a relay — Mail piles up', 'open', ''],
  ])
})

it('days between the lists, a zone in the heading and words of another language are read', () => {
  const { postmortem } = read(
    [
      '# Ausfall der Bestellannahme {#ausfall}',
      '**Schwere:** SEV-2',
      '## Verlauf (alle Zeiten MESZ)',
      '**3. Juni 2026**',
      '- 23:50 – Platte voll',
      '**4. Juni 2026**',
      '- 00:10 – Platte geleert',
      '## Maßnahmen',
      '| Maßnahme | Verantwortlich | Frist | Status |\n|---|---|---|---|\n| Platte überwachen | Ada | 27.06.2026 | erledigt |',
    ].join('\n\n'),
  )
  expect(postmortem).toMatchObject({ title: 'Ausfall der Bestellannahme', severity: 'SEV2' })
  expect(postmortem.timeline.map(({ at }) => at)).toEqual(['2026-06-03T21:50:00Z', '2026-06-03T22:10:00Z'])
  expect(postmortem.actions).toMatchObject([
    { text: 'Platte überwachen', owner: 'Ada', due: '2026-06-27', status: 'done' },
  ])
})

it('a due date never becomes the day of a timeline', () => {
  const { postmortem } = read(
    '# Odd\n\n## Timeline\n\n- 14:22 alert\n\n## Action items\n\n- Look (2026-08-01)',
  )
  expect(postmortem.timeline).toEqual([])
})

it('owner and date of an action stand behind dashes, in brackets, or below it', () => {
  const { postmortem } = read(
    [
      '# Queue',
      '## Actions',
      '- [ ] Bound the queue (@kim) due 2026-07-01',
      '- @lee drain it by 2026-07-02',
      '- Watch it\n  - Owner: Ada Vogt\n  - Due: 2026-07-03',
    ].join('\n\n'),
  )
  expect(postmortem.actions.map(({ text, owner, due }) => [text, owner, due])).toEqual([
    ['Bound the queue', 'kim', '2026-07-01'],
    ['drain it', 'lee', '2026-07-02'],
    ['Watch it', 'Ada Vogt', '2026-07-03'],
  ])
})

it.each([
  ['Critical', 'SEV1'],
  ['2 (major)', 'SEV2'],
  ['P1 - Critical', 'SEV1'],
  ['🟠 SEV3', 'SEV3'],
  ['Minor', 'SEV4'],
])('the severity %s is %s', (said, severity) => {
  expect(read(`# Queue\n\n**Severity:** ${said}\n\n## Summary\n\nFull.`).postmortem.severity).toBe(severity)
})

it('what an action says twice is never lost', () => {
  const { postmortem } = read(
    '# Queue\n\n## Actions\n\n- @kim ask the vendor, owner: Lee\n- Drain it (@kim)\n  - Owner: Lee\n- @kim pair with @lee',
  )
  for (const { text, owner } of postmortem.actions)
    expect(`${text} ${owner}`.toLowerCase()).toMatch(/kim.*lee|lee.*kim/)
})

it('columns of a table in French are known by their heads', () => {
  const { postmortem } = read(
    "# Panne\n\n## Plan d'action\n\n| Tâche | Responsable | Échéance |\n|---|---|---|\n| Borner la file | Ada | 27/06/2026 |",
  )
  expect(postmortem.actions).toMatchObject([{ text: 'Borner la file', owner: 'Ada', due: '2026-06-27' }])
})

it.each(['3 customers', '2 weeks', 'high customer impact'])('the severity %s is none', said => {
  expect(read(`# Queue\n\n**Severity:** ${said}\n\n## Summary\n\nFull.`).postmortem.severity).toBe('')
})

it('a line that sets the day of the times below it is named in the report', () => {
  const { report } = read('# Queue\n\n## Timeline\n\n**3 June 2026**\n\n- 10:00 full')
  expect(report.notes.join()).toContain('3 June 2026')
})

it('a heading that begins like a known one is not taken for it', () => {
  const { postmortem } = read('# Queue\n\n## Chances of recurrence\n\nSmall.')
  expect(postmortem.lucky).toEqual([])
})

it('a heading of a hundred thousand dots is read in seconds', () => {
  const begun = performance.now()
  read(`# Queue\n\n## Summary${'.'.repeat(100_000)}a\n\nFull.`)
  expect(performance.now() - begun).toBeLessThan(5_000)
})
