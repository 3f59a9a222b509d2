import { expect, it } from 'vitest'
import { fromMarkdown } from '../../shared/formats/markdown/fromMarkdown.ts'
import type { ImportedPostmortem } from '../../shared/formats/report.ts'
import { counter } from './counting.ts'
import { lostWords } from './lostWords.ts'

function read(text: string): ImportedPostmortem {
  const result = fromMarkdown(text, { newId: counter() })
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

const rows = ({ postmortem }: ImportedPostmortem): string[] =>
  postmortem.timeline.map(({ at, text }) => `${at.slice(0, 16)} ${text}`)
const actions = ({ postmortem }: ImportedPostmortem): string[] =>
  postmortem.actions.map(({ text, owner, due, status }) => [text, owner, due, status].join(' | '))
const words = (value: unknown): string => JSON.stringify(value)

const PLAIN = `Incident review – Badge printers offline

Date of incident: May 27, 2026
Severity: High
Time zone: all times US Central (CDT)

Executive summary
No badge could be printed for an hour, and visitors waited in the lobby until noon.

How we found out
The reception phoned the service desk, since none of the monitors covers the printers.

Timeline of events
9:02 AM   Certificate expires
9:15 AM   Reception calls
12:05 PM  Certificate replaced
12:30 PM  Server restarted, no change

Action items
1. Watch the certificate – Ada Quill – by June 3, 2026
2. Add a category – Tom Reed – done June 1
3. Keep spare badges (Ada Quill, 2026-06-05)
`

it('plain text: lines on their own are headings, and the stated zone and day hold', () => {
  const report = read(PLAIN)
  expect(report.postmortem.title).toBe('Badge printers offline')
  expect(report.postmortem.severity).toBe('SEV2')
  expect(words(report.postmortem.summary)).toContain('No badge could be printed')
  expect(rows(report)).toEqual([
    '2026-05-27T14:02 Certificate expires',
    '2026-05-27T14:15 Reception calls',
    '2026-05-27T17:05 Certificate replaced',
    '2026-05-27T17:30 Server restarted, no change',
  ])
  expect(report.postmortem.mitigatedAt).toBe('')
  expect(actions(report)).toEqual([
    'Watch the certificate | Ada Quill | 2026-06-03 | open',
    'Add a category — done June 1 | Tom Reed |  | done',
    'Keep spare badges | Ada Quill | 2026-06-05 | open',
  ])
  expect(words(report.postmortem.imported)).toContain('How we found out')
  expect(report.report.notes).toContain('Times without a zone were read as CDT; they are stored in UTC.')
})

it('wiki markup: headings, tables and lists', () => {
  const report = read(`h1. Exports sent twice

||Priority||Reported by||Incident date||
|P1|Ada Quill|27/May/26|

h2. Impact

* Two partners called

h2. Timeline

All times are CEST.

|| Time || What happened ||
| 27/May/26 16:00 | Export {{job-a}} starts |
| 27/May/26 16:34 | The job runs again |

h2. Follow-up

# Look for the file first - [~ada.quill] - due 05/Jun/26
`)
  expect([report.postmortem.title, report.postmortem.severity]).toEqual(['Exports sent twice', 'SEV1'])
  expect(rows(report)).toEqual([
    '2026-05-27T14:00 Export `job-a` starts',
    '2026-05-27T14:34 The job runs again',
  ])
  expect(actions(report)).toEqual(['Look for the file first | ada.quill | 2026-06-05 | open'])
})

it('a form: title and severity under headings of their own, and a timeline as code', () => {
  const report = read(`### Incident title

Mail delayed

### Severity

S3

### Date of the incident

2026-05-27

### Why did it happen?

A lock was never let go.

### Timeline

\`\`\`
2026-05-27 02:10 worker restarted
2026-05-27 05:52 question in the channel
\`\`\`
`)
  expect([report.postmortem.title, report.postmortem.severity]).toEqual(['Mail delayed', 'SEV3'])
  expect(words(report.postmortem.rootCause)).toContain('A lock was never let go')
  expect(rows(report)).toEqual([
    '2026-05-27T02:10 worker restarted',
    '2026-05-27T05:52 question in the channel',
  ])
})

it('times that count from a stated zero, in phases, in French and in Spanish', () => {
  const zero = 'T0 = 2026-05-27 17:00 UTC (start)\n'
  const counted = read(
    `# Launch\n\n${zero}\n## Timeline\n\n- T-10m: scaled up\n- T+0m: live\n- T+1h05m: restarts stop\n`,
  )
  expect(rows(counted)).toEqual([
    '2026-05-27T16:50 scaled up',
    '2026-05-27T17:00 live',
    '2026-05-27T18:05 restarts stop',
  ])
  const phases = read(
    '# Bill\n\n**Date:** 2026-05-27\n\n## Timeline\n\n* **Detection**\n  * 11:32 – budget alarm\n* **Resolution**\n  * 12:14 – limit set\n',
  )
  expect(rows(phases)).toEqual(['2026-05-27T11:32 budget alarm', '2026-05-27T12:14 limit set'])
  const french = read(
    "# Compte rendu d'incident : billets\n\n**Date :** 27 mai 2026\n**Gravité :** Majeure\n**Fuseau horaire :** heure de Paris (CEST)\n\n## Chronologie\n\n- 10h00 : ouverture\n- 10h09 : alerte\n",
  )
  expect([french.postmortem.title, french.postmortem.severity]).toEqual(['billets', 'SEV2'])
  expect(rows(french)).toEqual(['2026-05-27T08:00 ouverture', '2026-05-27T08:09 alerte'])
  const spanish = read(
    '# Retraso\n\nFecha: 27 de mayo de 2026\nGravedad: Media\nZona horaria: CET (UTC+1)\n\n## Cronología\n\n- 01:30 Empieza\n\n## Qué salió mal\n\nNadie lo vio.\n',
  )
  expect(spanish.postmortem.severity).toBe('SEV3')
  expect(rows(spanish)).toEqual(['2026-05-27T00:30 Empieza'])
  expect(words(spanish.postmortem.couldImprove)).toContain('Nadie lo vio')
})

it('the day of the incident is not that on which the report was written', () => {
  const page = read(
    'PM-14 Stream frozen\nCreated by Ada Quill, last updated on 29 May 2026\n\nSeverity\tSEV1\nIncident day\t27 May 2026\n\nImpact\nTwo thousand boxes froze during the second half of the match and had to be restarted.\n\nTimeline\n20:11 alarm\n20:42 fixed\n',
  )
  expect(rows(page)).toEqual(['2026-05-27T20:11 alarm', '2026-05-27T20:42 fixed'])
  // A day without a year, where none is stated, is no day: never one of 1970.
  const none = read('# Relay\n\n18 May 08:20 listed\n18 May 09:10 queue grows\n18 May 09:25 found\n')
  expect(rows(none).filter(row => row.startsWith('1970'))).toEqual([])
})

/** What stands for structure, and not for itself: headings that name a part of the page, marks, and prefixes of titles. */
const STRUCTURE =
  /^(?:incident|review|executive|summary|timeline|events|action|items|impact|h2|code|of|severity|high|date|by)$/

it.each([
  PLAIN,
  'Hello all,\n\nthe report follows.\n\nSummary\nAll was slow for an hour and nobody could say why until noon.\n\nImpact\n12 users.\n',
  'h2. Summary\n{code}\nx = [a|b]\n{code}\n|a|b|\n# one\n## two\n',
  'a\tb\nc\td\n\nSummary\nThe table above is read as one, and its words are kept as they stand.\n\nImpact\nNone.\n',
])('no word of a plain report is lost (%#)', text => {
  expect(lostWords(text, read(text)).filter(word => !STRUCTURE.test(word))).toEqual([])
})

it('what only looks like a name, a key, a zone or the day of the incident is not read as one', () => {
  const report = read(`# Queue full

Date of review: 2026-06-09

One zone lost power. It was fixed by ET phone home.

The queue filled on 2026-05-27.

## Issue

The disk was full.

## Timeline

- 14:22 alert

## Actions

- Move the queue (Google Cloud)
- Ask the vendor – Amazon Support
- Watch the disk (@ann)
`)
  expect(actions(report)).toEqual([
    'Move the queue (Google Cloud) |  |  | open',
    'Ask the vendor – Amazon Support |  |  | open',
    'Watch the disk | ann |  | open',
  ])
  expect(report.postmortem.incident).toBe('')
  expect(words(report.postmortem)).toContain('The disk was full.')
  expect(rows(report)).toEqual([expect.stringMatching(/T14:22 alert$/)])
})

it('text that only mentions sections gets no headings, and long plain text is read in linear time', () => {
  const story = read('We had a summary of it.\n\nThe impact was large, and the timeline long.\n')
  expect(story.postmortem.title).toBe('')
  const started = performance.now()
  read(`Summary\n\n${'Impact\n\n'.repeat(5_000)}`)
  read(`Summary\n\nImpact\n${'x\ty '.repeat(50_000)}\n`)
  expect(performance.now() - started).toBeLessThan(8_000)
})

it.each([
  ['All times below are British Summer Time.', '2026-06-10T07:40'],
  ['All times are Toronto time (America/Toronto).', '2026-06-10T12:40'],
  ['All times East Africa Time (UTC+3)', '2026-06-10T05:40'],
  ['Times are given in Eastern Time', '2026-06-10T12:40'],
  ['TIME REFERENCE: JST', '2026-06-09T23:40'],
])('the zone that a sentence names in words holds for all times: %s', (sentence, at) => {
  const report = read(
    `# The tide tables\n\nDate: 10 June 2026\n\n${sentence}\n\n## Timeline\n\n- 08:40 A reader writes\n`,
  )
  expect(rows(report)).toEqual([`${at} A reader writes`])
})

it('a sentence that names no known zone is reported, and “at all times” is not one', () => {
  const notes = (sentence: string): string =>
    words(
      read(`# Tides\n\n10 June 2026. ${sentence}\n\n## Timeline\n\n- 08:40 A reader writes\n`).report.notes,
    )
  expect(notes('All times are in the harbour’s own reckoning.')).toContain('names no zone that is known here')
  expect(notes('The site was up at all times.')).toContain('No zone is stated')
})

it('cells from a spreadsheet without a heading row are events, the first as well', () => {
  const report = read(
    '# Reminders\n\nDate: 3 March 2026\n\n## Timeline\n\n7:00 AM\tThe batch begins\n7:09 AM\tThe node is drained\n',
  )
  expect(rows(report)).toEqual(['2026-03-03T07:00 The batch begins', '2026-03-03T07:09 The node is drained'])
})

it('times are counted from the instant that a line calls T', () => {
  const report = read(
    '# Badges\n\nStart (T): 2025-12-04 07:50 UTC\n\n## Timeline\n\nT+0    The list is loaded\nT+5    First “denied”\nT+1h20 Badges are purged\n',
  )
  expect(rows(report)).toEqual([
    '2025-12-04T07:50 The list is loaded',
    '2025-12-04T07:55 First “denied”',
    '2025-12-04T09:10 Badges are purged',
  ])
})

it.each([
  [
    '---\ntitle: "Postmortem: Lab results"\n---\n\n## What happened (in short)\n\nResults were late.\n',
    'Lab results',
  ],
  [
    'Title: Stale features\nSev: SEV2\n\nSummary\n=======\nScores were old.\n\nImpact\n======\nNone.\n',
    'Stale features',
  ],
  ['**Retro: Uploads stuck at 99 percent**\n\n## Summary\n\nUploads stuck.\n', 'Uploads stuck at 99 percent'],
  ['# [INCIDENT] Index serves 404\n\n## Summary\n\nGone.\n', 'Index serves 404'],
  ['# 🔥 Search index wiped\n\n## Summary\n\nGone.\n', 'Search index wiped'],
  ['# RCA — Seats sold twice\n\n## Summary\n\nSold.\n', 'Seats sold twice'],
  ['# PM-0142 Stream froze\n\n## Summary\n\nFroze.\n', 'PM-0142 Stream froze'],
])('the title stands in the header, behind a label, in bold or as the first heading: %j', (text, title) => {
  expect(read(text).postmortem.title).toBe(title)
})

it.each([
  ['**Sev:** SEV2 | **IC:** Noor', 'SEV2'],
  ['**Severity:** Sev-3 · **Zone:** UTC', 'SEV3'],
  ['Classification: Major', 'SEV2'],
  ['We graded it Sev 2. Thanks to all.', 'SEV2'],
  ['It was a SEV1 at first and a SEV3 later.', ''],
])(
  'the severity stands among other labels or in a sentence, unless that names several: %s',
  (line, severity) => {
    expect(read(`# Uploads stuck\n\n${line}\n\n## Summary\n\nStuck.\n`).postmortem.severity).toBe(severity)
  },
)

it('numbered headings and lines below them, four figures and a list of lines are read', () => {
  const report = read(
    `INCIDENT REPORT 2026/017
SUBJECT: Loss of telemetry
DATE OF OCCURRENCE: 21 April 2026
TIME REFERENCE: UTC

1. SUMMARY
   1.1 Telemetry was lost.

2. CHRONOLOGY
   2.1 0212 The gateway stops.
   2.2 0217 Grey values are noted.

3. EVALUATION
3.1 What went well
    a) Local control worked.

4. ACTIONS
Rotate the log (Ines Katz, 2026-05-01)
Test the firmware -- Ivo Abubakar, by May 8, 2026 [DONE]
`,
  )
  expect(report.postmortem.title).toBe('Loss of telemetry')
  expect(rows(report)).toEqual([
    '2026-04-21T02:12 The gateway stops.',
    '2026-04-21T02:17 Grey values are noted.',
  ])
  expect(words(report.postmortem.wentWell)).toContain('Local control worked.')
  expect(actions(report)).toEqual([
    'Rotate the log | Ines Katz | 2026-05-01 | open',
    'Test the firmware | Ivo Abubakar | 2026-05-08 | done',
  ])
})

it('a list of times is a timeline under any heading, and days as headings hold for it', () => {
  const report = read(
    `# Sync outage

Date: 30 April 2026. All times in UTC.

## The story

- **19:40** The array is degraded
- **22:05** The database goes read only
- **22:11** An alert goes to the weekday rota

## Timeline

### Friday, 1 May 2026

- 03:30 The report is empty
`,
  )
  expect(rows(report)).toEqual([
    '2026-04-30T19:40 The array is degraded',
    '2026-04-30T22:05 The database goes read only',
    '2026-04-30T22:11 An alert goes to the weekday rota',
    '2026-05-01T03:30 The report is empty',
  ])
})

it('a mail is of the year of its date, and sentences that begin with a time are events', () => {
  const report = read(
    `From: Meena <meena@example.com>
Date: Fri, 13 Feb 2026 18:44:10 +0530
Subject: [Post-incident] Refunds were late

This is about Thursday (12 February). Times in this report are Japan Standard Time.

WHAT HAPPENED WHEN

On Thursday at 11:20 the first message arrived.

At 11:55 Lakshmi noticed the lag.

IMPACT

Refunds were late.
`,
  )
  expect(rows(report)).toEqual([
    '2026-02-12T02:20 the first message arrived.',
    '2026-02-12T02:55 Lakshmi noticed the lag.',
  ])
})

it('an event that begins with a count has no time', () => {
  const report = read(
    '# Queue\n\nDate: 11 June 2026\n\n## Timeline\n\n- 08:30 The queue grows\n- 1500 requests fail\n',
  )
  expect(rows(report)).toEqual(['2026-06-11T08:30 The queue grows', ' 1500 requests fail'])
})

it('the word behind a German time is no part of the event', () => {
  const report = read(
    '# Wartung\n\nDatum: 11.06.2026\nAlle Uhrzeiten in MESZ.\n\n## Zeitlicher Ablauf\n\n- 06:30 Uhr - Wartung beginnt\n- 6.52 Uhr: Meldung\n',
  )
  expect(rows(report)).toEqual(['2026-06-11T04:30 Wartung beginnt', '2026-06-11T04:52 Meldung'])
})
