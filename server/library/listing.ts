import { parseInstant } from '../../shared/base/time.ts'
import { reviewDue } from '../../shared/checks/readiness.ts'
import type { Category, Postmortem } from '../../shared/document/postmortem.ts'
import { isOverdue } from '../../shared/library/overdue.ts'
import { matches, parseQuery, type SearchText, searchText } from '../../shared/library/search.ts'
import type { MeetingStatus } from '../../shared/meeting/state.ts'
import type { ActionEntry, LibraryItem } from '../../shared/protocol/libraryApi.ts'
import type { Role } from '../../shared/protocol/roles.ts'
import type { Indexed } from './library.ts'

/** A postmortem that the asker may read, with what they may do in it. */
export interface Readable {
  readonly row: Indexed
  readonly role: Role
}

/** What is asked of the library; an empty field asks nothing. Several words must all be found. */
export interface LibraryQuery {
  readonly query: string
  readonly severity: string
  readonly kind: string
  readonly service: string
  readonly tag: string
  readonly category: string
  readonly status: string
}

/** What is asked of all actions. */
export interface ActionQuery {
  readonly owner: string
  readonly status: string
  /** null does not ask. */
  readonly overdue: boolean | null
}

/** The postmortems that fit: the best answers to a query first, the latest incident first among equals. */
export function listPostmortems(
  readable: readonly Readable[],
  asked: LibraryQuery,
  now: number,
  meetings: ReadonlyMap<string, MeetingStatus>,
): LibraryItem[] {
  const words = parseQuery(asked.query)
  return readable
    .filter(({ row }) => fits(row, asked))
    .map(one => ({
      item: itemOf(one, now, meetings.get(one.row.id) ?? null),
      score: scoreOf(one.row.index, words),
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || dateOf(b.item) - dateOf(a.item))
    .map(({ item }) => item)
}

/** The actions of all postmortems that fit, the earliest due date first and those without one last. */
export function listActions(readable: readonly Readable[], asked: ActionQuery, now: number): ActionEntry[] {
  return readable
    .filter(({ row }) => !row.isExample)
    .flatMap(({ row: { id, index }, role }) =>
      index.actions.map(action => ({
        postmortem: { id, title: index.title, severity: index.severity, services: index.services },
        action,
        overdue: isOverdue(action, now),
        role,
      })),
    )
    .filter(({ action, overdue }) => {
      const owner = asked.owner.toLowerCase().replace(/^@/, '')
      if (owner && action.owner.toLowerCase().replace(/^@/, '') !== owner) return false
      if (asked.status && action.status !== asked.status) return false
      return asked.overdue === null || overdue === asked.overdue
    })
    .sort((a, b) => (a.action.due || '9999').localeCompare(b.action.due || '9999'))
}

function fits({ index, status }: Indexed, asked: LibraryQuery): boolean {
  const same = (value: string, wish: string): boolean => value.toLowerCase() === wish.toLowerCase()
  if (asked.severity && !same(index.severity, asked.severity)) return false
  if (asked.kind && !same(index.kind, asked.kind)) return false
  if (asked.status && !same(status, asked.status)) return false
  if (asked.service && !index.services.some(service => same(service, asked.service))) return false
  if (asked.tag && !index.tags.some(tag => same(tag, asked.tag))) return false
  return !asked.category || index.factors.some(({ category }) => same(category, asked.category))
}

/** Folding a document's words is the costly part of a search; an index that did not change keeps them. */
const searchTexts = new WeakMap<Postmortem, SearchText>()

function scoreOf(index: Postmortem, words: readonly string[]): number {
  const text = searchTexts.get(index) ?? searchText(index)
  searchTexts.set(index, text)
  return matches(text, words)
}

function itemOf({ row, role }: Readable, now: number, meeting: MeetingStatus | null): LibraryItem {
  const { id, index, status, createdAt, updatedAt, publishedAt, archivedAt, isExample } = row
  const { title, kind, severity, incident, startedAt, resolvedAt, services, tags } = index
  const categories = new Set(index.factors.map(({ category }) => category))
  return {
    ...{ id, title, kind, severity, incident, startedAt, resolvedAt, services, tags },
    categories: [...categories].filter((category): category is Category => category !== ''),
    ...{ status, createdAt, updatedAt, publishedAt, archivedAt, isExample, role },
    factors: index.factors.length,
    actions: {
      total: index.actions.length,
      done: index.actions.filter(action => action.status === 'done').length,
      overdue: index.actions.filter(action => isOverdue(action, now)).length,
    },
    meeting,
    reviewDue:
      status === 'published' || meeting === 'ended' || archivedAt !== null || isExample
        ? null
        : (reviewDue(index, now)?.dueAt ?? null),
  }
}

const dateOf = ({ startedAt, createdAt }: LibraryItem): number => parseInstant(startedAt) ?? createdAt
