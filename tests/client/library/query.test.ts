import { expect, it } from 'vitest'
import { dueReviews, fits, overdueByService, servicesIn } from '../../../client/library/query.ts'
import { DAY, HOUR } from '../../../shared/base/time.ts'
import type { LibraryItem } from '../../../shared/protocol/libraryApi.ts'

const NOW = Date.parse('2026-06-01T12:00:00Z')
const NONE = { severity: '', service: '', category: '', when: '', kind: '', status: '' }

const item = (id: string, changes: Partial<LibraryItem> = {}): LibraryItem => ({
  id,
  title: id,
  kind: 'incident',
  severity: 'SEV2',
  incident: '',
  startedAt: '2026-05-27T14:22:00Z',
  resolvedAt: '',
  services: ['payments'],
  tags: [],
  categories: ['process'],
  status: 'draft',
  createdAt: NOW,
  updatedAt: NOW,
  publishedAt: null,
  archivedAt: null,
  isExample: false,
  role: 'owner',
  factors: 0,
  actions: { total: 0, done: 0, overdue: 0 },
  meeting: null,
  reviewDue: null,
  ...changes,
})

it('a postmortem fits when every filter that is on holds', () => {
  const one = item('a')
  expect(fits(one, NONE, NOW)).toBe(true)
  expect(fits(one, { ...NONE, severity: 'SEV2', service: 'payments', category: 'process' }, NOW)).toBe(true)
  expect(fits(one, { ...NONE, severity: 'SEV1' }, NOW)).toBe(false)
  expect(fits(one, { ...NONE, service: 'edge' }, NOW)).toBe(false)
  expect(fits(one, { ...NONE, category: 'people' }, NOW)).toBe(false)
  expect(fits(one, { ...NONE, kind: 'near-miss' }, NOW)).toBe(false)
  expect(fits(one, { ...NONE, status: 'published' }, NOW)).toBe(false)
})

it('the time filter goes by the incident, and by the day it was written when nobody has said', () => {
  expect(fits(item('a'), { ...NONE, when: '30' }, NOW)).toBe(true)
  expect(fits(item('a', { startedAt: '2026-04-01T00:00:00Z' }), { ...NONE, when: '30' }, NOW)).toBe(false)
  expect(fits(item('a', { startedAt: '' }), { ...NONE, when: '30' }, NOW)).toBe(true)
})

it('reviews are due when 72 h or less are left, or a month or less has passed, the most urgent first', () => {
  const items = [
    item('later', { reviewDue: NOW + 4 * DAY }),
    item('soon', { reviewDue: NOW + 19 * HOUR }),
    item('late', { reviewDue: NOW - DAY }),
    item('long ago', { reviewDue: NOW - 40 * DAY }),
    item('none'),
  ]
  expect(dueReviews(items, NOW).map(({ id }) => id)).toEqual(['late', 'soon'])
})

it('overdue actions are counted by the first service, the most first', () => {
  const overdue = (count: number) => ({ total: 5, done: 0, overdue: count })
  const items = [
    item('a', { actions: overdue(1), services: ['edge', 'db'] }),
    item('b', { actions: overdue(2) }),
    item('c', { actions: overdue(1) }),
    item('d', { actions: overdue(0), services: ['quiet'] }),
    item('e', { actions: overdue(1), services: [] }),
  ]
  expect(overdueByService(items)).toEqual([
    { service: 'payments', count: 3 },
    { service: 'edge', count: 1 },
    { service: '', count: 1 },
  ])
  expect(servicesIn(items)).toEqual(['db', 'edge', 'payments', 'quiet'])
})
