import { beforeEach, expect, it } from 'vitest'
import type { InvitationRow } from '../../../server/store/access.ts'
import type { LogBatch } from '../../../server/store/log.ts'
import type { PostmortemRow } from '../../../server/store/postmortems.ts'
import type { Store } from '../../../server/store/store.ts'
import { emptyPostmortem } from '../../../shared/document/seed.ts'

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)
const plain = (updates: readonly Uint8Array[]): number[][] => updates.map(update => [...update])
const batch = (postmortem: string, ...updates: Uint8Array[]): LogBatch => ({
  postmortem,
  updates,
  clients: [],
  unattributed: [],
  at: 1_000,
})
const draft = (id: string, changes: Partial<PostmortemRow> = {}): PostmortemRow => ({
  id,
  title: `About ${id}`,
  status: 'draft',
  createdAt: 1,
  createdBy: 'carol',
  updatedAt: 1,
  publishedAt: null,
  archivedAt: null,
  isExample: false,
  deletedAt: null,
  deletedBy: '',
  indexedSeq: 0,
  index: null,
  ...changes,
})

/**
 * What every store must do (P1). `open` hands out the store of the test file, reopened when asked, and each test
 * names its own postmortems so that one database serves them all.
 */
export function storeContract(open: { store(): Store; reopen(): Promise<Store> }): void {
  let store: Store
  let count = 0
  const unused = (): string => `pm-${++count}`
  beforeEach(() => {
    store = open.store()
  })

  it('[P1] the log hands back updates in order, grouped as they were committed', async () => {
    const id = unused()
    expect(await store.log.append([batch(id, bytes(1), bytes(2, 3))])).toEqual([1])
    expect(await store.log.append([batch(id, bytes(4))])).toEqual([2])
    const { snapshot, tail } = await store.log.load(id)
    expect(snapshot).toBeNull()
    expect(tail.map(row => ({ ...row, updates: plain(row.updates) }))).toEqual([
      { seq: 1, at: 1_000, updates: [[1], [2, 3]] },
      { seq: 2, at: 1_000, updates: [[4]] },
    ])
  })

  it('[P1] one commit serves many postmortems, each with its own sequence', async () => {
    const [a, b] = [unused(), unused()]
    await store.log.append([batch(b, bytes(1))])
    expect(await store.log.append([batch(b, bytes(2)), batch(a, bytes(3))])).toEqual([2, 1])
  })

  it('[P1] more rooms than one statement takes are committed together', async () => {
    const ids = Array.from({ length: 1_500 }, unused)
    const seqs = await store.log.append(ids.map(id => batch(id, bytes(7))))
    expect(seqs).toEqual(ids.map(() => 1))
    const last = await store.log.load(ids.at(-1) ?? '')
    expect(last.tail).toHaveLength(1)
  })

  it('[P1] concurrent commits to one postmortem get sequence numbers without gap or repetition', async () => {
    const id = unused()
    const seqs = await Promise.all(
      Array.from({ length: 40 }, (_, at) => store.log.append([batch(id, bytes(at))])),
    )
    expect(seqs.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1))
    expect((await store.log.readSince(id, 35, 3)).map(row => row.seq)).toEqual([36, 37, 38])
  })

  it('[P1] what was committed is there after the store was closed and opened again', async () => {
    const id = unused()
    await store.log.append([batch(id, bytes(9))])
    const again = await open.reopen()
    expect((await again.log.load(id)).tail.map(row => plain(row.updates))).toEqual([[[9]]])
  })

  it('[D2] of twenty simultaneous seeds one is kept', async () => {
    const id = unused()
    const wrote = await Promise.all(Array.from({ length: 20 }, (_, at) => store.log.seed(id, bytes(at), 5)))
    expect(wrote.filter(Boolean)).toHaveLength(1)
    expect((await store.log.load(id)).tail).toHaveLength(1)
    expect(await store.log.append([batch(id, bytes(1))])).toEqual([2])
  })

  it('[W6] a client id stays with the person who used it first', async () => {
    const id = unused()
    const bind = (client: number, person: string): LogBatch => ({
      ...batch(id, bytes(1)),
      clients: [{ client, person }],
      unattributed: person === 'bob' ? [{ client, clock: 3, length: 4 }] : [],
    })
    await store.log.append([bind(4_294_967_295, 'ann')])
    await store.log.append([bind(4_294_967_295, 'bob')])
    expect((await store.log.load(id)).clients).toEqual([{ client: 4_294_967_295, person: 'ann' }])
    expect((await store.log.load(id)).unattributed).toEqual([{ client: 4_294_967_295, clock: 3, length: 4 }])
  })

  it('[P5] a snapshot stands for the rows before it, and the rows stay for replay', async () => {
    const id = unused()
    for (const value of [1, 2, 3]) await store.log.append([batch(id, bytes(value))])
    await store.log.saveSnapshot(id, 2, bytes(12))
    const { snapshot, tail } = await store.log.load(id)
    expect(snapshot).toEqual({ seq: 2, state: expect.anything() })
    expect([...(snapshot?.state ?? [])]).toEqual([12])
    expect(tail.map(row => row.seq)).toEqual([3])
    expect((await store.log.readSince(id, 0, 10)).map(row => row.seq)).toEqual([1, 2, 3])
  })

  it('[P5] an older snapshot never replaces a newer one', async () => {
    const id = unused()
    for (const value of [1, 2, 3]) await store.log.append([batch(id, bytes(value))])
    await Promise.all([store.log.saveSnapshot(id, 3, bytes(123)), store.log.saveSnapshot(id, 1, bytes(1))])
    await store.log.saveSnapshot(id, 2, bytes(12))
    expect((await store.log.load(id)).snapshot?.seq).toBe(3)
  })

  it('[D10] a rewrite leaves nothing of the rows, snapshots and versions before it', async () => {
    const id = unused()
    for (const value of [1, 2, 3]) await store.log.append([batch(id, bytes(value))])
    await store.log.saveSnapshot(id, 1, bytes(1))
    const version = { id: `v-${id}`, postmortem: id, at: 1, reason: 'Before', who: '', seq: 2 }
    await store.versions.add(version, bytes(12))
    const kept = { ...version, id: `kept-${id}`, state: bytes(7) }
    await store.log.rewrite(id, 2, bytes(42), [kept])
    expect(await store.versions.list(id)).toEqual([{ ...version, id: `kept-${id}` }])
    expect([...((await store.versions.state(id, `kept-${id}`)) ?? [])]).toEqual([7])
    expect((await store.log.readSince(id, 0, 10)).map(row => row.seq)).toEqual([3])
    const { snapshot } = await store.log.load(id)
    expect([snapshot?.seq, ...(snapshot?.state ?? [])]).toEqual([2, 42])
    expect(await store.log.append([batch(id, bytes(4))])).toEqual([4])
  })

  it('keeps a postmortem once, with the index read last', async () => {
    const id = unused()
    expect(await store.postmortems.add(draft(id))).toBe(true)
    expect(await store.postmortems.add(draft(id, { title: 'Again' }))).toBe(false)
    const index = emptyPostmortem(id, { title: 'Certificate nearly expired' })
    await store.postmortems.saveIndex(id, 7, index, 50)
    await store.postmortems.saveIndex(id, 6, emptyPostmortem(id, { title: 'Older' }), 60)
    await store.postmortems.setStatus(id, 'published', 70)
    expect(await store.postmortems.get(id)).toEqual(
      draft(id, {
        title: index.title,
        status: 'published',
        publishedAt: 70,
        updatedAt: 50,
        indexedSeq: 7,
        index,
      }),
    )
    expect(await store.postmortems.get('nowhere')).toBeNull()
  })

  it('lists postmortems by their latest change, and removes one with all that belongs to it', async () => {
    const [old, recent] = [unused(), unused()]
    await store.postmortems.add(draft(old, { updatedAt: 1_000_001 }))
    await store.postmortems.add(draft(recent, { updatedAt: 1_000_002 }))
    await store.log.append([batch(old, bytes(1)), batch(recent, bytes(1))])
    await store.access.saveMembership({
      postmortem: old,
      person: 'ann',
      role: 'viewer',
      at: 1,
      invitation: '',
    })
    expect((await store.postmortems.list()).slice(0, 2).map(row => row.id)).toEqual([recent, old])
    await store.postmortems.remove(old)
    expect((await store.postmortems.list()).map(row => row.id)).not.toContain(old)
    expect(await store.log.load(old)).toEqual({ snapshot: null, tail: [], clients: [], unattributed: [] })
    expect(await store.access.membership(old, 'ann')).toBeNull()
    expect((await store.log.load(recent)).tail).toHaveLength(1)
  })

  it('[D9] versions are listed newest first and hand back their state', async () => {
    const id = unused()
    const version = (at: number) => ({
      id: `${id}-${at}`,
      postmortem: id,
      at,
      reason: 'Step',
      who: 'ann',
      seq: at,
    })
    await store.versions.add(version(1), bytes(1))
    await store.versions.add(version(2), bytes(2))
    expect(await store.versions.list(id)).toEqual([version(2), version(1)])
    expect([...((await store.versions.state(id, `${id}-1`)) ?? [])]).toEqual([1])
    expect(await store.versions.state('other', `${id}-1`)).toBeNull()
  })

  it('[M2] of two nodes that append after the same event one wins, and nothing of the other stays', async () => {
    const id = unused()
    const event = (data: string) => ({ kind: 'handRaised', private: false, data })
    const won = await Promise.all([
      store.meetings.append(id, 0, [event('a')], []),
      store.meetings.append(id, 0, [event('b'), event('b')], []),
    ])
    expect(won.filter(Boolean)).toHaveLength(1)
    const events = await store.meetings.read(id)
    expect(new Set(events.map(({ data }) => data)).size).toBe(1)
    expect(events.map(({ seq }) => seq)).toEqual(won[0] ? [1] : [1, 2])
    expect(await store.meetings.append(id, 9, [event('c')], [])).toBe(false)
  })

  it('tells of every meeting the last event of some kinds', async () => {
    const [a, b] = [unused(), unused()]
    const event = (kind: string) => ({ kind, private: false, data: kind })
    await store.meetings.append(a, 0, ['meetingOpened', 'meetingStarted', 'handRaised'].map(event), [])
    await store.meetings.append(b, 0, ['meetingOpened', 'handRaised'].map(event), [])
    const last = await store.meetings.lastOf(['meetingOpened', 'meetingStarted'])
    expect([last.get(a), last.get(b), last.get(unused())]).toEqual([
      'meetingStarted',
      'meetingOpened',
      undefined,
    ])
  })

  it('[M11] private events of a settled kind go with the event that settles them, others stay', async () => {
    const id = unused()
    const card = { kind: 'cardSubmitted', private: true, data: { author: 'ann', text: 'No alert' } }
    const ballot = { kind: 'voteCast', private: true, data: { author: 'ann' } }
    const reveal = { kind: 'cardsRevealed', private: false, data: { cards: 1 } }
    await store.meetings.append(id, 0, [card, ballot], [])
    expect(await store.meetings.append(id, 2, [reveal], ['cardSubmitted', 'cardsRevealed'])).toBe(true)
    expect(await store.meetings.read(id)).toEqual([
      { seq: 2, ...ballot },
      { seq: 3, ...reveal },
    ])
    expect(await store.meetings.append(id, 3, [card], [])).toBe(true)
  })

  it('[P7] private events are read after a restart, also those of a kind that was settled once before', async () => {
    const id = unused()
    const ballot = { kind: 'voteCast', private: true, data: { dots: 3 } }
    const closed = { kind: 'voteClosed', private: false, data: {} }
    await store.meetings.append(id, 0, [ballot, ballot], [])
    await store.meetings.append(id, 2, [closed], ['voteCast'])
    await store.meetings.append(id, 3, [ballot], [])
    const reopened = await open.reopen()
    expect(await reopened.meetings.unopened()).toEqual([])
    expect(await reopened.meetings.read(id)).toEqual([
      { seq: 3, ...closed },
      { seq: 4, ...ballot },
    ])
    await reopened.postmortems.remove(id)
    expect(await reopened.meetings.read(id)).toEqual([])
  })

  it('[D10] a text is replaced in the events of one postmortem, private ones too, and nothing else changes', async () => {
    const [id, other] = [unused(), unused()]
    const words = 'The password hunter2 was pasted'
    const events = [
      { kind: 'ideaParked', private: false, data: { text: words, card: 'c1', rows: ['r1'] } },
      { kind: 'cardSubmitted', private: true, data: { author: 'ann', text: 'HUNTER2 again' } },
      { kind: 'handRaised', private: false, data: { person: { id: 'hunter2', name: 'Ann' } } },
    ]
    await store.meetings.append(id, 0, events, [])
    await store.meetings.append(other, 0, events, [])
    expect(await store.meetings.redact(id, 'hunter2')).toBe(2)
    expect(await store.meetings.read(id)).toEqual([
      {
        seq: 1,
        ...events[0],
        data: { text: 'The password [redacted] was pasted', card: 'c1', rows: ['r1'] },
      },
      { seq: 2, ...events[1], data: { author: 'ann', text: '[redacted] again' } },
      { seq: 3, ...events[2] },
    ])
    // A second time there is nothing left to do, and the next event still takes the next place.
    expect(await store.meetings.redact(id, 'hunter2')).toBe(0)
    expect(await store.meetings.append(id, 3, [{ kind: 'handRaised', private: false, data: {} }], [])).toBe(
      true,
    )
    expect((await store.meetings.read(other)).map(({ data }) => data)).toEqual(events.map(({ data }) => data))
  })

  it('keeps people, and changes what is known of them but not since when', async () => {
    const ann = { id: 'ann', name: 'Ann', kind: 'guest' as const, email: '', subject: '', createdAt: 1 }
    await store.access.savePerson(ann)
    await store.access.savePerson({ ...ann, name: 'Anna', kind: 'colleague', subject: 'idp|1', createdAt: 9 })
    const anna = { ...ann, name: 'Anna', kind: 'colleague', subject: 'idp|1' }
    expect(await store.access.person('ann')).toEqual(anna)
    expect(await store.access.personBySubject('idp|1')).toEqual(anna)
    expect(await store.access.personBySubject('')).toBeNull()
    expect(await store.access.people(['ann', 'nobody'])).toEqual([anna])
    expect(await store.access.people([])).toEqual([])
  })

  it('a session ends when it expires or is removed', async () => {
    const id = unused()
    const session = (hash: string) => ({
      hash: id + hash,
      person: id,
      createdAt: 1,
      expiresAt: 100,
      seenAt: 1,
      device: 'Firefox on Linux',
      via: 'link' as const,
    })
    for (const hash of ['a', 'b', 'c']) await store.access.addSession(session(hash))
    expect(await store.access.session(`${id}a`, 99)).toEqual(session('a'))
    expect(await store.access.session(`${id}a`, 100)).toBeNull()
    await store.access.extendSession(`${id}a`, 200, 50)
    expect((await store.access.session(`${id}a`, 100))?.seenAt).toBe(50)
    expect((await store.access.sessionsOf(id, 99)).map(({ hash }) => hash)).toEqual(
      ['a', 'b', 'c'].map(hash => id + hash),
    )
    await store.access.removeSession(`${id}a`)
    expect(await store.access.session(`${id}a`, 1)).toBeNull()
    await store.access.removeSessionsOf(id)
    expect(await store.access.session(`${id}b`, 1)).toBeNull()
  })

  it('a person has one role in a postmortem, the one given last', async () => {
    const id = unused()
    const member = {
      postmortem: id,
      person: `of-${id}`,
      role: 'participant' as const,
      at: 1,
      invitation: 'first',
    }
    await store.access.saveMembership(member)
    await store.access.saveMembership({ ...member, role: 'viewer', at: 2 })
    const now = { ...member, role: 'viewer', at: 2 }
    expect(await store.access.membership(id, member.person)).toEqual(now)
    expect(await store.access.membershipsIn(id)).toEqual([now])
    expect(await store.access.membershipsOf(member.person)).toEqual([now])
    await store.access.removeMembership(id, member.person)
    expect(await store.access.membershipsIn(id)).toEqual([])
  })

  it('an invitation is used as often as it allows, not after it expired, and not once revoked', async () => {
    const id = unused()
    const invitation = (name: string, changes: Partial<InvitationRow> = {}): InvitationRow => ({
      id: `${id}-${name}`,
      hash: `hash-${id}-${name}`,
      postmortem: id,
      role: 'participant',
      createdBy: 'carol',
      createdAt: 1,
      expiresAt: 100,
      revokedAt: null,
      uses: 0,
      maxUses: null,
      ...changes,
    })
    const [open, twice] = [invitation('open'), invitation('twice', { maxUses: 2, createdAt: 2 })]
    await store.access.addInvitation(open)
    await store.access.addInvitation(twice)
    const used = await Promise.all(
      Array.from({ length: 5 }, () => store.access.redeemInvitation(twice.hash, 50)),
    )
    expect(used.filter(row => row !== null)).toHaveLength(2)
    expect(await store.access.redeemInvitation(open.hash, 100)).toBeNull()
    expect((await store.access.redeemInvitation(open.hash, 99))?.uses).toBe(1)
    expect(await store.access.revokeInvitation('other', open.id, 60)).toBe(false)
    expect(await store.access.revokeInvitation(id, open.id, 60)).toBe(true)
    await store.access.revokeInvitation(id, open.id, 70)
    expect(await store.access.redeemInvitation(open.hash, 50)).toBeNull()
    expect((await store.access.invitation(open.hash))?.revokedAt).toBe(60)
    expect((await store.access.invitations(id)).map(row => row.id)).toEqual([open.id, twice.id])
  })

  it('a program’s token works until it expires or is revoked, and says when it was used last', async () => {
    const id = unused()
    const token = {
      id: `t-${id}`,
      hash: `token-${id}`,
      name: 'Chat bot',
      person: id,
      scope: 'read' as const,
      createdAt: 1,
      expiresAt: 100,
      revokedAt: null,
      usedAt: null,
    }
    await store.access.addToken(token)
    expect(await store.access.touchToken(token.hash, 100)).toBeNull()
    expect(await store.access.touchToken(token.hash, 99)).toEqual({ ...token, usedAt: 99 })
    expect(await store.access.revokeToken('other', token.id, 60)).toBe(false)
    expect(await store.access.revokeToken(id, token.id, 60)).toBe(true)
    expect(await store.access.touchToken(token.hash, 70)).toBeNull()
    expect(await store.access.tokensOf(id)).toEqual([{ ...token, usedAt: 99, revokedAt: 60 }])
  })

  it('[W2] a ticket is taken once, for what it was made for, before it expires', async () => {
    const id = unused()
    const ticket = (hash: string) => ({
      hash: id + hash,
      kind: 'sync',
      person: 'ann',
      postmortem: id,
      expiresAt: 60,
    })
    await store.access.addTicket(ticket('a'))
    await store.access.addTicket(ticket('late'))
    expect(await store.access.takeTicket(`${id}a`, 'sign-in', 1)).toBeNull()
    const taken = await Promise.all([1, 2, 3].map(now => store.access.takeTicket(`${id}a`, 'sync', now)))
    expect(taken.filter(row => row !== null)).toEqual([ticket('a')])
    expect(await store.access.takeTicket(`${id}late`, 'sync', 60)).toBeNull()
  })

  it('the audit log is listed newest first, of one postmortem or of all', async () => {
    const id = unused()
    const entry = (what: string) => ({
      at: 1,
      who: 'carol',
      what,
      postmortem: id,
      detail: { role: 'viewer' },
    })
    await store.audit.append(entry('invitation/created'))
    await store.audit.append(entry('invitation/revoked'))
    expect(await store.audit.list(id, 10)).toEqual([entry('invitation/revoked'), entry('invitation/created')])
    expect(await store.audit.list(null, 1)).toEqual([entry('invitation/revoked')])
  })

  it('the audit log is read in pages by person, kind and time', async () => {
    const id = unused()
    for (const [at, what] of ['signIn/done', 'signIn/refused', 'role/changed', 'signIn/done'].entries()) {
      await store.audit.append({ at, who: id, what, postmortem: '', detail: {} })
    }
    const ats = async (filter: object, limit = 10) =>
      (await store.audit.page({ who: id, ...filter }, limit)).map(({ at }) => at)
    expect(await ats({})).toEqual([3, 2, 1, 0])
    expect(await ats({ what: 'signIn' })).toEqual([3, 1, 0])
    expect(await ats({ what: 'signIn/done' })).toEqual([3, 0])
    expect(await ats({ from: 1, to: 3 })).toEqual([2, 1])
    const [newest, second] = await store.audit.page({ who: id }, 2)
    expect(newest?.id).toBeGreaterThan(second?.id ?? Number.NaN)
    expect(await ats({ before: second?.id }, 1)).toEqual([1])
  })

  it('the audit log lets go of what is too old, and of nothing else', async () => {
    const id = unused()
    const row = (at: number) => ({ at, who: id, what: 'signIn/done', postmortem: '', detail: {} })
    for (const at of [-3, -2, 1_000_000]) await store.audit.append(row(at))
    expect(await store.audit.countBefore(-1)).toBe(2)
    expect(await store.audit.forget(-1)).toBe(2)
    expect((await store.audit.page({ who: id }, 9)).map(({ at }) => at)).toEqual([1_000_000])
  })

  it('one person has a subject, whoever came first', async () => {
    const subject = `idp|${unused()}`
    const person = (id: string) => ({
      id: `${id} of ${subject}`,
      name: id,
      kind: 'colleague' as const,
      email: '',
      subject,
      createdAt: 1,
    })
    const made = await Promise.all(['a', 'b', 'c'].map(id => store.access.addBySubject(person(id))))
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
    expect((await store.access.everybody()).filter(row => row.subject === subject)).toEqual([made[0]])
  })

  it('a person who is removed leaves no name, session, role, token or ticket, and their links end', async () => {
    const id = unused()
    const person = {
      id,
      name: 'Mallory Unique',
      kind: 'colleague' as const,
      email: 'm@x.test',
      subject: id,
      createdAt: 1,
    }
    await store.access.savePerson(person)
    const times = { createdAt: 1, expiresAt: 100, seenAt: 1 }
    await store.access.addSession({ hash: `s-${id}`, person: id, ...times, device: '', via: '' })
    await store.access.saveMembership({ postmortem: id, person: id, role: 'viewer', at: 1, invitation: '' })
    const life = { createdAt: 1, expiresAt: 100, revokedAt: null }
    await store.access.addToken({
      id,
      hash: `t-${id}`,
      name: 'Bot',
      person: id,
      scope: 'read',
      ...life,
      usedAt: null,
    })
    await store.access.addTicket({
      hash: `k-${id}`,
      kind: 'socket',
      person: id,
      postmortem: id,
      expiresAt: 100,
    })
    const invitation: InvitationRow = {
      ...{ id, hash: `i-${id}`, postmortem: id, role: 'viewer', createdBy: id },
      ...{ ...life, uses: 0, maxUses: null },
    }
    await store.access.addInvitation(invitation)
    const actor = { id, name: person.name, role: 'viewer' }
    const event = { kind: 'personJoined', private: false, data: { person: actor, present: true } }
    const hidden = { kind: 'cardSubmitted', private: true, data: { by: actor, text: 'No alert' } }
    await store.meetings.append(id, 0, [event, hidden], [])
    await store.access.removePerson(id, 50)
    await store.meetings.rename(id, 'Someone')
    expect(await store.access.person(id)).toBeNull()
    expect(await store.access.session(`s-${id}`, 1)).toBeNull()
    expect(await store.access.membershipsOf(id)).toEqual([])
    expect(await store.access.tokensOf(id)).toEqual([])
    expect(await store.access.takeTicket(`k-${id}`, 'socket', 1)).toBeNull()
    expect(await store.access.redeemInvitation(`i-${id}`, 60)).toBeNull()
    expect((await store.meetings.read(id))[0]?.data).toEqual({
      person: { ...actor, name: 'Someone' },
      present: true,
    })
    // What is private is renamed, too, and encrypted again.
    expect((await store.meetings.read(id))[1]?.data).toEqual({
      by: { ...actor, name: 'Someone' },
      text: 'No alert',
    })
  })

  it('sessions and tickets that are over are removed, and it is told whose sessions these were', async () => {
    const id = unused()
    const session = (hash: string, expiresAt: number) => ({
      ...{ hash: hash + id, person: hash + id, createdAt: 1, seenAt: 1, expiresAt },
      ...{ device: '', via: '' as const },
    })
    await store.access.addSession(session('over', 70))
    await store.access.addSession(session('open', 71))
    await store.access.addTicket({ hash: id, kind: 'socket', person: id, postmortem: id, expiresAt: 70 })
    expect(await store.access.removeExpired(70)).toContain(`over${id}`)
    expect(await store.access.session(`open${id}`, 70)).not.toBeNull()
    expect(await store.access.removeExpired(70)).toEqual([])
    expect(await store.access.takeTicket(id, 'socket', 1)).toBeNull()
  })

  it('pictures are kept by postmortem, once, and removed with it or when they are not shown any more', async () => {
    const [a, b] = [unused(), unused()]
    const picture = { type: 'image/png', bytes: bytes(1, 2, 3) }
    await store.postmortems.add(draft(a))
    await store.images.put(a, 'one', picture, 1)
    await store.images.put(a, 'one', { type: 'image/gif', bytes: bytes(9) }, 2)
    await store.images.put(a, 'two', { type: 'image/gif', bytes: bytes(4) }, 2)
    await store.images.put(b, 'one', picture, 2)
    const found = await store.images.get(a, 'one')
    expect({ ...found, bytes: [...(found?.bytes ?? [])] }).toEqual({ type: 'image/png', bytes: [1, 2, 3] })
    expect(await store.images.get(b, 'two')).toBeNull()
    expect([await store.images.size(a, ''), await store.images.size(a, 'one')]).toEqual([
      { count: 2, bytes: 4 },
      { count: 1, bytes: 1 },
    ])
    expect(await store.images.size(unused(), '')).toEqual({ count: 0, bytes: 0 })
    await store.images.keepOnly(a, ['two'])
    expect(await store.images.get(a, 'one')).toBeNull()
    await store.images.keepOnly(b, [])
    expect(await store.images.get(b, 'one')).toBeNull()
    expect(await store.images.get(a, 'two')).not.toBeNull()
    await store.postmortems.remove(a)
    expect(await store.images.get(a, 'two')).toBeNull()
  })

  it('settings are JSON values by name', async () => {
    expect(await store.settings.get('nothing')).toBeNull()
    await store.settings.put('thresholds', { gapMinutes: 15 })
    await store.settings.put('thresholds', { gapMinutes: 20 })
    expect(await store.settings.get('thresholds')).toEqual({ gapMinutes: 20 })
  })

  it('[O1] a probe resolves while the store can write', async () => {
    await expect(store.probe()).resolves.toBeUndefined()
  })
}
