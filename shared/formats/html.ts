import { parseInstant } from '../base/time.ts'
import type { Factor, Postmortem, RichText, TimelineRow, Why } from '../document/postmortem.ts'
import { SECTIONS } from '../document/postmortem.ts'
import { drawActions, drawFishbone, drawWhys } from './drawings.ts'
import { HTML_STYLE } from './htmlStyle.ts'
import { partsOf, writeDuration, writeInstant } from './instants.ts'
import { isSafeLink } from './links.ts'
import { canonical } from './markdown/richCanonical.ts'
import { escapeHtml, richHtml } from './markdown/richHtml.ts'
import { COMMENTS_TITLE, openComments } from './openComments.ts'
import { LIST_TITLES, PAGE_ORDER, type PagePart, SECTION_TITLES, STATUS_LABELS } from './words.ts'

/**
 * A postmortem as one HTML file that loads nothing: for the wall, mail or print. Everything is escaped, links lead to
 * http, https and mailto only, and a policy in the file forbids scripts. `published` is a day, or ''; `pictures` holds
 * data addresses by the `src` that they take the place of, other pictures are linked to.
 */
export function toHtml(postmortem: Postmortem, published = '', pictures: Pictures = new Map()): string {
  const title = escapeHtml(postmortem.title || 'Postmortem')
  const parts = PAGE_ORDER.flatMap(part => {
    const body = writePart(postmortem, part, pictures)
    return body ? [`<section><h2>${{ ...SECTION_TITLES, ...LIST_TITLES }[part]}</h2>${body}</section>`] : []
  })
  const comments = writeComments(postmortem)
  if (comments) parts.push(`<section><h2>${COMMENTS_TITLE}</h2>${comments}</section>`)
  return `${[
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title}</title><style>${HTML_STYLE}</style></head><body>`,
    `<header><h1>${title}</h1>${writeFacts(postmortem, published)}</header>`,
    `<main>${parts.join('\n')}</main>`,
    '</body></html>',
  ].join('\n')}\n`
}

function writeFacts(postmortem: Postmortem, published: string): string {
  const { severity, incident, kind, startedAt, detectedAt, mitigatedAt, resolvedAt } = postmortem
  const [start, end] = [parseInstant(startedAt), parseInstant(resolvedAt)]
  const facts: readonly (readonly [string, string])[] = [
    ['Severity', severity],
    ['Incident', incident],
    ['Kind', kind === 'near-miss' ? 'Near-miss' : ''],
    ['Duration', start !== null && end !== null && end >= start ? writeDuration(end - start) : ''],
    ['Started', writeInstant(startedAt)],
    ['Detected', writeInstant(detectedAt)],
    ['Mitigated', writeInstant(mitigatedAt)],
    ['Resolved', writeInstant(resolvedAt)],
    ['Authors', postmortem.authors.join(', ')],
    ['Reviewers', postmortem.reviewers.join(', ')],
    ['Services', postmortem.services.join(', ')],
    ['Tags', postmortem.tags.join(', ')],
    ['Published', published],
  ]
  const shown = facts.filter(([, value]) => value !== '')
  return `<dl>${shown.map(([name, value]) => `<div><dt>${name}</dt><dd>${escapeHtml(value)}</dd></div>`).join('')}</dl>`
}

type Pictures = ReadonlyMap<string, string>

const rich = (text: RichText, pictures: Pictures): string =>
  richHtml(canonical(text), { headingOffset: 2, pictures, links: 'web', lists: 'directed' })

function writePart(postmortem: Postmortem, part: PagePart, pictures: Pictures): string {
  const section = SECTIONS.find(name => name === part)
  if (section) return rich(postmortem[section], pictures)
  switch (part) {
    case 'timeline':
      return writeTimeline(postmortem.timeline)
    case 'factors':
      return drawFishbone(postmortem) + writeFactors(postmortem)
    case 'whys':
      return drawWhys(postmortem) + writeWhys(postmortem)
    case 'actions':
      return writeActions(postmortem) + drawActions(postmortem)
    default:
      return list(
        'ul',
        postmortem.parked.map(({ text }) => escapeHtml(text)),
      )
  }
}

function list(tag: 'ul' | 'ol', items: readonly string[]): string {
  return items.length === 0
    ? ''
    : `<${tag} dir="auto">${items.map(item => `<li>${item}</li>`).join('')}</${tag}>`
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  const head = heads.map(text => `<th scope="col">${text}</th>`).join('')
  const body = rows.map(row => `<tr>${row.map(cell => `<td>${cell}</td>`).join('')}</tr>`).join('\n')
  return `<div class="table"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`
}

function writeTimeline(rows: readonly TimelineRow[]): string {
  return table(
    ['Time (UTC)', 'Event', 'Kind', 'Source'],
    rows.map(({ at, precision, text, kind, source, state }) => [
      `<time>${escapeHtml(writeRowTime(at, precision))}</time>`,
      escapeHtml(text) + (state === 'disputed' ? details(['disputed']) : ''),
      kind === 'note' ? '' : kind,
      linked(source.type || (source.url && 'link'), source.url),
    ]),
  )
}

function writeRowTime(at: string, precision: TimelineRow['precision']): string {
  const parts = partsOf(at)
  if (at === '' || precision === 'unknown') return 'unknown'
  if (!parts) return at
  return precision === 'day' ? parts.day : `${parts.day} ${parts.time}`
}

const linked = (text: string, url: string): string =>
  isSafeLink(url)
    ? `<a href="${escapeHtml(url.trim())}" rel="noopener noreferrer">${escapeHtml(text)}</a>`
    : escapeHtml(text)

const details = (parts: readonly string[]): string => {
  const shown = parts.filter(Boolean)
  return shown.length > 0 ? `<p class="details">${shown.join(' · ')}</p>` : ''
}

const writeFactors = ({ factors }: Postmortem): string =>
  list(
    'ol',
    factors.map(({ text, category, group, chosen, waiver }: Factor) =>
      [
        escapeHtml(text),
        details([
          category,
          escapeHtml(group),
          chosen ? 'chosen for action' : '',
          waiver ? `no action: ${escapeHtml(waiver)}` : '',
        ]),
      ].join(''),
    ),
  )

function writeWhys({ whys, factors }: Postmortem): string {
  const texts = new Map([...whys, ...factors].map(({ id, text }) => [id, text]))
  return list(
    'ol',
    whys.map(({ text, parents, evidence, systemic }: Why) => {
      const answers = parents.flatMap(id => texts.get(id) ?? []).map(parent => `“${escapeHtml(parent)}”`)
      return [
        escapeHtml(text),
        details([
          answers.length > 0 ? `answers ${answers.join(' and ')}` : '',
          evidence ? `evidence: ${escapeHtml(evidence)}` : '',
          systemic ? 'systemic' : '',
        ]),
      ].join('')
    }),
  )
}

const writeComments = (postmortem: Postmortem): string =>
  list(
    'ul',
    openComments(postmortem).map(({ kind, part, about, said }) =>
      [
        `${kind}, ${escapeHtml(part)}${about ? `: “${escapeHtml(about)}”` : ''}`,
        ...said.map(({ by, text }) => `<p>${escapeHtml(text)}</p>${details([escapeHtml(by)])}`),
      ].join(''),
    ),
  )

function writeActions({ actions, factors }: Postmortem): string {
  const numbers = new Map(factors.map(({ id }, index) => [id, index + 1]))
  return table(
    ['#', 'Action', 'Owner', 'Due', 'Status', 'Type', 'Factors', 'Tracker'],
    actions.map(({ text, owner, due, status, reason, tracker, type, factors: answered }, index) => [
      String(index + 1),
      escapeHtml(text),
      escapeHtml(owner),
      escapeHtml(due),
      `${STATUS_LABELS[status]}${reason && status === 'declined' ? `: ${escapeHtml(reason)}` : ''}`,
      type,
      answered.flatMap(id => numbers.get(id) ?? []).join(', '),
      linked(tracker, tracker),
    ]),
  )
}
