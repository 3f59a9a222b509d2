import { expect, it } from 'vitest'
import { hashOf } from '../../../server/access/secrets.ts'
import { DAY } from '../../../shared/base/time.ts'
import { granted, openWorkspace } from './workspace.ts'

it('an invitation makes a guest with its role, and the store has only its hash', async () => {
  const { access, store, row, owner } = await openWorkspace()
  const { token } = granted(await access.invitations.create(owner, row.id, { role: 'participant' }))
  expect(Buffer.from(token, 'base64url')).toHaveLength(16)
  const { person, role } = granted(await access.invitations.accept(token, null, 'Priya'))
  expect([person.name, person.kind, role]).toEqual(['Priya', 'guest', 'participant'])
  expect(await access.roles.roleIn(person, row)).toBe('participant')
  const kept = await store.access.invitations(row.id)
  expect(kept.map(({ hash, uses }) => ({ hash, uses }))).toEqual([{ hash: hashOf(token), uses: 1 }])
  expect(JSON.stringify(kept)).not.toContain(token)
})

it('an invitation ends after fourteen days unless told otherwise', async () => {
  const { access, row, owner, clock } = await openWorkspace()
  const usual = granted(await access.invitations.create(owner, row.id, { role: 'viewer' }))
  const short = granted(await access.invitations.create(owner, row.id, { role: 'viewer', days: 1 }))
  clock.now += DAY
  expect((await access.invitations.accept(short.token, null, 'Wei')).ok).toBe(false)
  clock.now += 13 * DAY - 1
  expect((await access.invitations.accept(usual.token, null, 'Wei')).ok).toBe(true)
  clock.now += 1
  expect((await access.invitations.accept(usual.token, null, 'Wei')).ok).toBe(false)
})

it('an invitation for one is used up by one, and following it again changes nothing', async () => {
  const { access, row, owner } = await openWorkspace()
  const { token } = granted(await access.invitations.create(owner, row.id, { role: 'viewer', maxUses: 1 }))
  const { person } = granted(await access.invitations.accept(token, null, 'Wei'))
  const again = granted(await access.invitations.accept(token, person, undefined))
  expect(again.person.id).toBe(person.id)
  expect(await access.invitations.accept(token, null, 'Dave')).toMatchObject({
    ok: false,
    error: { code: 'invitation/unusable' },
  })
})

it('unknown, revoked and expired invitations get the same answer', async () => {
  const { access, row, owner, clock } = await openWorkspace()
  const revoked = granted(await access.invitations.create(owner, row.id, { role: 'viewer' }))
  const expired = granted(await access.invitations.create(owner, row.id, { role: 'viewer', days: 1 }))
  await access.invitations.revoke(row.id, revoked.row.id)
  clock.now += 2 * DAY
  const answers = [revoked.token, expired.token, 'never-made'].map(token =>
    access.invitations.accept(token, null, 'Wei'),
  )
  const [first, ...others] = await Promise.all(answers)
  expect(first?.ok).toBe(false)
  expect(others).toEqual([first, first])
})

it('[W5] revoking an invitation takes the role from everyone who came with it, and from nobody else', async () => {
  const { access, row, owner } = await openWorkspace()
  const leaked = granted(await access.invitations.create(owner, row.id, { role: 'participant' }))
  const other = granted(await access.invitations.create(owner, row.id, { role: 'viewer' }))
  const wei = granted(await access.invitations.accept(leaked.token, null, 'Wei')).person
  const dave = granted(await access.invitations.accept(other.token, null, 'Dave')).person
  const told: unknown[] = []
  access.roles.onChange((...change) => told.push(change))
  expect(granted(await access.invitations.revoke(row.id, leaked.row.id))).toBe(1)
  expect(told).toEqual([[row.id, wei.id, null]])
  expect(await access.roles.roleIn(wei, row)).toBeNull()
  expect(await access.roles.roleIn(dave, row)).toBe('viewer')
})

it('an invitation of another postmortem cannot be revoked', async () => {
  const { access, row, owner } = await openWorkspace()
  const made = granted(await access.invitations.create(owner, row.id, { role: 'viewer' }))
  expect((await access.invitations.revoke('another', made.row.id)).ok).toBe(false)
  expect((await access.invitations.accept(made.token, null, 'Wei')).ok).toBe(true)
})

it('a weaker invitation does not lower what someone may do already', async () => {
  const { access, row, owner } = await openWorkspace()
  const strong = granted(await access.invitations.create(owner, row.id, { role: 'facilitator' }))
  const weak = granted(await access.invitations.create(owner, row.id, { role: 'viewer' }))
  const carol = granted(await access.invitations.accept(strong.token, null, 'Carol')).person
  expect(granted(await access.invitations.accept(weak.token, carol, undefined)).role).toBe('facilitator')
  expect(granted(await access.invitations.accept(weak.token, owner.person, undefined)).role).toBe('owner')
})

it('participants and viewers cannot invite', async () => {
  const { access, row, owner } = await openWorkspace()
  for (const role of ['participant', 'viewer'] as const) {
    const made = await access.invitations.create({ ...owner, role }, row.id, { role: 'viewer' })
    expect(made).toMatchObject({ ok: false, error: { code: 'access/role' } })
  }
})
