import { DAY } from '../base/time.ts'
import type { Postmortem } from '../document/postmortem.ts'

/** A meeting as a calendar knows it; instants in ms since the epoch. */
export interface Invitation {
  /** Stays the same when the meeting moves, so that calendars replace it. */
  readonly uid: string
  readonly title: string
  readonly start: number
  readonly end: number
  /** Where the postmortem is. */
  readonly url: string
  readonly agenda: string
  /** Addresses; people without one are named in the agenda. */
  readonly attendees: readonly { readonly name: string; readonly email: string }[]
  readonly organiser: { readonly name: string; readonly email: string } | null
  /** Grows by one each time the meeting is changed. */
  readonly sequence: number
}

/** The invitation to a postmortem meeting as an iCalendar file (RFC 5545), with a reminder ten minutes before. */
export function invitationIcs(invitation: Invitation, now: number): string {
  const { uid, title, start, end, url, agenda, attendees, organiser, sequence } = invitation
  return calendar(organiser ? 'REQUEST' : 'PUBLISH', [
    'BEGIN:VEVENT',
    `UID:${escapeText(uid)}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(start)}`,
    `DTEND:${stamp(end)}`,
    `SUMMARY:${escapeText(title)}`,
    `DESCRIPTION:${escapeText(agenda)}`,
    `URL:${uri(url)}`,
    ...(organiser ? [`ORGANIZER;CN=${quoted(organiser.name)}:mailto:${uri(organiser.email)}`] : []),
    ...attendees.map(
      ({ name, email }) =>
        `ATTENDEE;CN=${quoted(name)};ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${uri(email)}`,
    ),
    ...alarm('-PT10M', title),
    'END:VEVENT',
  ])
}

/** The due dates of open actions as whole days, each with a reminder the working morning before. */
export function actionsIcs({ id, title, actions }: Postmortem, url: string, now: number): string {
  const open = actions.filter(
    ({ status, due }) => (status === 'open' || status === 'in-progress') && isDay(due),
  )
  return calendar(
    'PUBLISH',
    open.flatMap(({ id: action, text, owner, due, tracker }) => [
      'BEGIN:VEVENT',
      `UID:${escapeText(`${action}@${id}`)}`,
      `DTSTAMP:${stamp(now)}`,
      `DTSTART;VALUE=DATE:${due.replaceAll('-', '')}`,
      `DTEND;VALUE=DATE:${dayAfter(due)}`,
      `SUMMARY:${escapeText(owner ? `Due: ${text} (${owner})` : `Due: ${text}`)}`,
      `DESCRIPTION:${escapeText([`From the postmortem “${title}”`, tracker, url].filter(Boolean).join('\n'))}`,
      `URL:${uri(url)}`,
      'TRANSP:TRANSPARENT',
      ...alarm('-PT15H', text),
      'END:VEVENT',
    ]),
  )
}

const calendar = (method: string, lines: readonly string[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Debrief//Postmortem meetings//EN',
    `METHOD:${method}`,
    ...lines,
    'END:VCALENDAR',
  ]
    .map(line => `${fold(line)}\r\n`)
    .join('')

const alarm = (trigger: string, title: string): string[] => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `TRIGGER:${trigger}`,
  `DESCRIPTION:${escapeText(title)}`,
  'END:VALARM',
]

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
const dayAfter = (day: string): string => stamp(Date.parse(day) + DAY).slice(0, 8)
const stamp = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

const escapeText = (text: string): string =>
  text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/\p{Cc}/gu, ' ')

/** Parameters cannot hold a double quote at all. */
const quoted = (text: string): string => `"${text.replace(/["\p{Cc}]/gu, ' ')}"`
const uri = (text: string): string => text.replace(/[\p{Cc}\s]/gu, '')

/** Lines are at most 75 octets; the next begins with a space (RFC 5545, 3.1). Characters are never cut. */
function fold(line: string): string {
  let folded = ''
  let octets = 0
  for (const character of line) {
    const size = new TextEncoder().encode(character).length
    if (octets + size > 75) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += size
  }
  return folded
}
