import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Postmortem } from '../../shared/document/postmortem.ts'
import { examplePostmortem } from '../../shared/example/examplePostmortem.ts'
import { actionsCsv, timelineCsv } from '../../shared/formats/csv.ts'
import { readCsv, writeCsv } from '../../shared/formats/csvTable.ts'
import { toHtml } from '../../shared/formats/html.ts'
import { actionsIcs, type Invitation, invitationIcs } from '../../shared/formats/ics.ts'
import { type HtmlNode, parseHtml } from '../../shared/formats/markdown/htmlTree.ts'
import { toMarkdown } from '../../shared/formats/markdown/toMarkdown.ts'
import { readCsvRows } from '../../shared/formats/sources/csv.ts'
import { anyPostmortem } from './arbitraryPostmortem.ts'
import { nastyText } from './arbitraryText.ts'
import { counter } from './counting.ts'

const example = examplePostmortem()

const elements = (nodes: readonly HtmlNode[]): { tag: string; attrs: Readonly<Record<string, string>> }[] =>
  nodes.flatMap(node => (typeof node === 'string' ? [] : [node, ...elements(node.children)]))

it('the page holds every part of the postmortem and loads nothing', () => {
  const html = toHtml(example, '2026-05-29')
  for (const text of [example.title, 'INC-2934', '22 minutes', 'Where We Got Lucky', 'PAY-812', '2026-05-29'])
    expect(html).toContain(text)
  const tags = new Set(elements(parseHtml(html)).map(({ tag }) => tag))
  for (const tag of ['script', 'img', 'iframe', 'link', 'object', 'form']) expect(tags).not.toContain(tag)
  expect(toHtml(examplePostmortem(), '2026-05-29')).toBe(html)
})

it('the page says of each action its status, type and factors, and which events are disputed', () => {
  const [event] = example.timeline
  const [action] = example.actions
  const factor = example.factors[1]
  if (!event || !action || !factor) throw new Error('The example has these')
  const html = toHtml({
    ...example,
    timeline: [{ ...event, text: 'Alert fired', state: 'disputed' }],
    actions: [{ ...action, status: 'in-progress', type: 'detect', factors: [factor.id], tracker: 'PAY-1' }],
  })
  expect(html).toContain('Alert fired<p class="details">disputed</p>')
  expect(html).toMatch(/<td>[Ii]n progress<\/td><td>detect<\/td><td>2<\/td><td>PAY-1<\/td>/)
})

it('no text of any postmortem becomes markup, a script or an unsafe link', { timeout: 60_000 }, () => {
  const known = new Set(
    'html head meta title style body header h1 h2 h3 h4 h5 dl div dt dd main section p ul ol li table thead tbody tr th td time a blockquote pre code strong em s u br hr span input figure svg path line rect text'.split(
      ' ',
    ),
  )
  fc.assert(
    fc.property(anyPostmortem, postmortem => {
      for (const { tag, attrs } of elements(parseHtml(toHtml(postmortem)))) {
        expect(known).toContain(tag)
        expect(Object.keys(attrs).filter(name => name.startsWith('on') || name === 'src')).toEqual([])
        if (attrs.href !== undefined) expect(attrs.href).toMatch(/^(https?:|mailto:)/)
      }
    }),
    { numRuns: 100 },
  )
})

it('a link with line ends before its address leads to the address', () => {
  const [row] = example.timeline
  const source = { type: 'slack', url: '\r\nhttps://example.com/a_b' }
  const html = toHtml({ ...example, timeline: row ? [{ ...row, source }] : [] })
  expect(html).toContain('href="https://example.com/a_b"')
})

it('the file draws the fishbone, the whys and what answers each factor, and nothing where there is nothing', () => {
  const words = (html: string): string[] =>
    elements(parseHtml(html))
      .filter(({ tag }) => tag === 'svg')
      .map(({ attrs }) => attrs['aria-label'] ?? '')
  expect(words(toHtml(example))).toEqual([
    'The contributing factors as a fishbone',
    'The whys as a graph',
    'Factors and the actions that answer them',
  ])
  expect(words(toHtml({ ...example, factors: [], whys: [], actions: [] }))).toEqual([])
  expect(words(toHtml({ ...example, whys: [] }))).toHaveLength(2)
})

it('the drawing of factors and actions names a chosen group by its group', () => {
  const [first, second] = example.factors
  const factors = [first, second].flatMap((factor, index) =>
    factor ? [{ ...factor, group: 'Pool sizing', chosen: index === 0 }] : [],
  )
  const drawing = toHtml({ ...example, factors, actions: [], whys: [] }).match(
    /<svg[^>]*aria-label="Factors and the actions[\s\S]*?<\/svg>/,
  )
  expect(drawing?.[0]).toContain('Pool sizing')
})

it('a spreadsheet never runs a cell, and the cells read back', () => {
  const cell = nastyText(3).map(text => text.replace(/\r\n?/g, '\n'))
  fc.assert(
    fc.property(
      fc.array(
        fc.array(
          cell.map(text => `x${text}`),
          { minLength: 2, maxLength: 3 },
        ),
        { minLength: 1, maxLength: 4 },
      ),
      rows => {
        expect(readCsv(writeCsv(rows))).toEqual(rows.map(row => row.map(text => text.replaceAll('\r', ''))))
      },
    ),
  )
  const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', "'=1", '\t=1']
  expect(writeCsv([formulas])).toBe(`'=1+1,'+1,'-1,'@SUM(A1),''=1,"'\t=1"\r\n`)
  expect(readCsv(writeCsv([formulas]))).toEqual([formulas])
})

it('the timeline comes back from its own spreadsheet', () => {
  const result = readCsvRows(timelineCsv(example), { newId: counter(), postmortem: example })
  const plain = (rows: Postmortem['timeline']) => rows.map(({ id: _, order: __, ...row }) => row)
  expect(result.ok && plain(result.value.rows)).toEqual(plain(example.timeline))
})

it('actions stand in the spreadsheet with the words of their factors', () => {
  const [head, , second] = readCsv(actionsCsv(example))
  expect(head).toEqual(['#', 'Action', 'Owner', 'Due', 'Status', 'Reason', 'Type', 'Tracker', 'Factors'])
  expect(second?.slice(2)).toEqual([
    '@bob',
    '2026-06-03',
    'Open',
    '',
    'detect',
    'INFRA-4521',
    'Pool use is drawn on a dashboard, but nothing pages when it climbs',
  ])
})

it('why an action was declined stands in every export', () => {
  const reason = 'The ledger retries <by itself>'
  const actions = example.actions.map(action => ({ ...action, status: 'declined' as const, reason }))
  const declined = { ...example, actions }
  expect(readCsv(actionsCsv(declined))[1]?.slice(4, 6)).toEqual(['Declined', reason])
  expect(toHtml(declined)).toContain('Declined: The ledger retries &lt;by itself&gt;')
  expect(toMarkdown(declined)).toContain('The ledger retries')
})

const NOW = Date.parse('2026-05-28T08:00:00Z')
const invitation: Invitation = {
  uid: 'meeting-1@debrief',
  title: 'Postmortem: Payments, part “one”; with commas',
  start: Date.parse('2026-05-29T10:00:00Z'),
  end: Date.parse('2026-05-29T11:15:00Z'),
  url: 'https://debrief.example.com/p/abc',
  agenda:
    'Opening\nTimeline review — wir gehen alles der Reihe nach durch, von 13:45 bis 14:42 🔥 und danach',
  attendees: [{ name: 'Bob "B"', email: 'bob@example.com' }],
  organiser: { name: 'Carol', email: 'carol@example.com' },
  sequence: 2,
}
const unfold = (ics: string): string => ics.replaceAll('\r\n ', '')

it('the invitation is a calendar file with folded lines and escaped text', () => {
  const ics = invitationIcs(invitation, NOW)
  expect(ics.endsWith('END:VCALENDAR\r\n')).toBe(true)
  for (const line of ics.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
  expect(unfold(ics).split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Debrief//Postmortem meetings//EN',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    'UID:meeting-1@debrief',
    'SEQUENCE:2',
    'DTSTAMP:20260528T080000Z',
    'DTSTART:20260529T100000Z',
    'DTEND:20260529T111500Z',
    'SUMMARY:Postmortem: Payments\\, part “one”\\; with commas',
    'DESCRIPTION:Opening\\nTimeline review — wir gehen alles der Reihe nach durch\\, von 13:45 bis 14:42 🔥 und danach',
    'URL:https://debrief.example.com/p/abc',
    'ORGANIZER;CN="Carol":mailto:carol@example.com',
    'ATTENDEE;CN="Bob  B ";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:bob@example.com',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:-PT10M',
    'DESCRIPTION:Postmortem: Payments\\, part “one”\\; with commas',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ])
})

it('a name or address cannot add a line to the calendar', () => {
  const nasty = { name: 'x"\r\nATTACH:file', email: 'a@b.c\r\nATTACH:file' }
  const ics = invitationIcs(
    { ...invitation, attendees: [nasty], organiser: nasty, uid: 'a\r\nATTACH:b', url: 'https://x\nATTACH:y' },
    NOW,
  )
  expect(unfold(ics)).not.toMatch(/^ATTACH/m)
})

it('only open actions with a due day are put into the calendar', () => {
  const ics = unfold(actionsIcs(example, 'https://debrief.example.com/p/abc', NOW))
  expect(ics.match(/^DTSTART;VALUE=DATE:\d+/gm)).toEqual([
    'DTSTART;VALUE=DATE:20260603',
    'DTSTART;VALUE=DATE:20260606',
    'DTSTART;VALUE=DATE:20260613',
  ])
  expect(ics).toContain('DTEND;VALUE=DATE:20260604')
})
