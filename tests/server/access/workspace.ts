import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { type Access, openAccess } from '../../../server/access/access.ts'
import { OWNER } from '../../../server/access/people.ts'
import type { Grantor } from '../../../server/access/roles.ts'
import type { PersonRow } from '../../../server/store/access.ts'
import type { PostmortemRow } from '../../../server/store/postmortems.ts'
import type { Store } from '../../../server/store/store.ts'
import { openStoreOfTest } from '../../support/storeOfTest.ts'

/** Access on a real store, with one postmortem and a clock that a test sets. */
export interface Workspace {
  readonly access: Access
  readonly store: Store
  readonly row: PostmortemRow
  readonly owner: Grantor
  readonly clock: { now: number }
}

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

/** Opened for one test and removed after it. */
export async function openWorkspace(): Promise<Workspace> {
  const dataDir = await mkdtemp(join(tmpdir(), 'debrief-access-'))
  const store = await openStoreOfTest(dataDir)
  cleanups.push(async () => {
    await store.close()
    await rm(dataDir, { recursive: true })
  })
  const clock = { now: Date.UTC(2026, 4, 27) }
  const access = await openAccess(store, 'the-owner-token', () => clock.now)
  const row: PostmortemRow = {
    id: 'payments',
    title: 'Payments',
    status: 'draft',
    createdAt: clock.now,
    createdBy: OWNER,
    updatedAt: clock.now,
    publishedAt: null,
    archivedAt: null,
    isExample: false,
    deletedAt: null,
    deletedBy: '',
    indexedSeq: 0,
    index: null,
  }
  await store.postmortems.add(row)
  const owner = { person: await personOf(store, OWNER), role: 'owner' as const }
  return { access, store, row, owner, clock }
}

async function personOf(store: Store, id: string): Promise<PersonRow> {
  const person = await store.access.person(id)
  if (!person) throw new Error(`${id} is missing`)
  return person
}

/** The value of a result that a test expects to be granted. */
export function granted<T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T {
  if (!result.ok) throw new Error(`refused: ${result.error.code}`)
  return result.value
}
