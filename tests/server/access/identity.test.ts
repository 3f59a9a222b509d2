import { expect, it } from 'vitest'
import { COLOURS, colourOf } from '../../../server/access/colours.ts'
import { cookieName, sessionCookie, sessionIn } from '../../../server/access/cookies.ts'
import { isOwnOrigin } from '../../../server/access/origin.ts'
import { hashOf } from '../../../server/access/secrets.ts'
import { IDLE_SESSION, LONGEST_SESSION } from '../../../server/access/sessions.ts'
import { WRONG_TRIES } from '../../../server/access/throttle.ts'
import { DAY, HOUR } from '../../../shared/base/time.ts'
import { openWorkspace } from './workspace.ts'

it('a session works as a cookie and as a Bearer token, and the store has only its hash', async () => {
  const { access, store, owner, clock } = await openWorkspace()
  const secret = await access.sessions.open(owner.person.id)
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
  const byCookie = await access.identity.identify({ cookie: secret, authorization: undefined })
  const byBearer = await access.identity.identify({ cookie: null, authorization: `Bearer ${secret}` })
  expect([byCookie?.via, byBearer?.via]).toEqual(['cookie', 'bearer'])
  expect(await store.access.session(secret, clock.now)).toBeNull()
  expect((await store.access.session(hashOf(secret), clock.now))?.person).toBe('owner')
})

it('a session ends after twelve idle hours, and after seven days however busy', async () => {
  const { access, owner, clock } = await openWorkspace()
  const idle = await access.sessions.open(owner.person.id)
  clock.now += IDLE_SESSION
  expect(await access.sessions.read(idle)).toBeNull()

  const busy = await access.sessions.open(owner.person.id)
  const end = clock.now + LONGEST_SESSION
  while (clock.now + 11 * HOUR < end) {
    clock.now += 11 * HOUR
    expect(await access.sessions.read(busy)).not.toBeNull()
  }
  clock.now = end
  expect(await access.sessions.read(busy)).toBeNull()
})

it('a closed session is over at once', async () => {
  const { access, owner } = await openWorkspace()
  const secret = await access.sessions.open(owner.person.id)
  await access.sessions.close(hashOf(secret))
  expect(await access.identity.identify({ cookie: secret, authorization: undefined })).toBeNull()
})

it("the owner's token signs programs in, anything near it does not", async () => {
  const { access } = await openWorkspace()
  const asked = (authorization: string) => access.identity.identify({ cookie: null, authorization })
  expect((await asked('Bearer the-owner-token'))?.person.kind).toBe('owner')
  expect((await asked('bearer  the-owner-token'))?.person.kind).toBe('owner')
  for (const wrong of ['Bearer the-owner-toke', 'Bearer the-owner-token x', 'Basic the-owner-token', '']) {
    expect(await asked(wrong)).toBeNull()
  }
})

it('a wrong Bearer token is not saved by a good cookie', async () => {
  const { access, owner } = await openWorkspace()
  const cookie = await access.sessions.open(owner.person.id)
  expect(await access.identity.identify({ cookie, authorization: 'Bearer wrong' })).toBeNull()
})

it("a program's token works until it is revoked or over", async () => {
  const { access, owner, clock } = await openWorkspace()
  const asked = (token: string) =>
    access.identity.identify({ cookie: null, authorization: `Bearer ${token}` })
  const short = await access.tokens.create(owner.person, 'deploy bot', 1)
  const lasting = await access.tokens.create(owner.person, 'pager', undefined)
  expect((await asked(short.token))?.person.id).toBe('owner')
  clock.now += DAY
  expect(await asked(short.token)).toBeNull()
  expect((await asked(lasting.token))?.person.id).toBe('owner')
  expect(await access.tokens.revoke(owner.person, lasting.row.id)).toBe(true)
  expect(await asked(lasting.token)).toBeNull()
})

it('[W2] a ticket opens one socket of its postmortem within a minute', async () => {
  const { access, owner, clock, row } = await openWorkspace()
  const make = async () => (await access.tokens.ticket(owner.person, row.id)).ticket
  const once = await make()
  expect((await access.tokens.takeTicket(once, row.id))?.person.id).toBe('owner')
  expect(await access.tokens.takeTicket(once, row.id)).toBeNull()
  expect(await access.tokens.takeTicket(await make(), 'another')).toBeNull()
  const late = await make()
  clock.now += 60_000
  expect(await access.tokens.takeTicket(late, row.id)).toBeNull()
})

it('[W2] only the exact origin of this server passes', () => {
  const passes = (origin: string, publicUrl: string | null = null) =>
    isOwnOrigin(origin, 'debrief.test:4400', publicUrl)
  expect(passes('http://debrief.test:4400')).toBe(true)
  expect(passes('https://debrief.test:4400')).toBe(true)
  for (const foreign of [
    'http://debrief.test',
    'http://debrief.test:4401',
    'http://debrief.test:4400.evil.test',
    'http://evil.test',
    'http://x@debrief.test:4400',
    'null',
    '',
  ]) {
    expect(passes(foreign)).toBe(false)
    expect(passes(foreign, 'https://debrief.example.org')).toBe(false)
  }
  expect(passes('https://debrief.example.org', 'https://debrief.example.org')).toBe(true)
})

it('the cookie is HttpOnly, SameSite=Lax, and over https Secure with the __Host- prefix', () => {
  expect(sessionCookie('secret', false)).toBe(
    'debrief=secret; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax',
  )
  expect(sessionCookie('secret', true)).toBe(
    '__Host-debrief=secret; Max-Age=604800; Path=/; HttpOnly; Secure; SameSite=Lax',
  )
  expect(sessionIn(`a=b; ${cookieName(true)}=secret`, true)).toBe('secret')
  expect(sessionIn('debrief=secret', true)).toBeNull()
  expect(sessionIn(undefined, false)).toBeNull()
})

it('too many wrong tokens from one address are refused for a while, other addresses are not', async () => {
  const { access } = await openWorkspace()
  for (let i = 0; i < WRONG_TRIES; i++) {
    expect((await access.throttle.attempt('10.0.0.1')).ok).toBe(true)
  }
  expect(await access.throttle.attempt('10.0.0.1')).toMatchObject({
    ok: false,
    error: { code: 'access/throttled' },
  })
  expect((await access.throttle.attempt('10.0.0.2')).ok).toBe(true)
})

it('a person keeps their colour, and white text can be read on every colour', () => {
  expect(colourOf('priya')).toBe(colourOf('priya'))
  const used = new Set(Array.from({ length: 400 }, (_, i) => colourOf(`person-${i}`)))
  expect(used.size).toBe(COLOURS.length)
  for (const colour of COLOURS) expect(1.05 / (luminance(colour) + 0.05), colour).toBeGreaterThanOrEqual(4.5)
})

/** Relative luminance as WCAG 2 defines it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

it('forty right links in one instant from one office are all let in', async () => {
  const { access } = await openWorkspace()
  const tries = Array.from({ length: 40 }, async () => {
    const allowed = await access.throttle.attempt('10.0.0.9')
    await new Promise(resolve => setTimeout(resolve, 10))
    await access.throttle.forgive('10.0.0.9')
    return allowed.ok
  })
  expect(await Promise.all(tries)).toEqual(Array.from({ length: 40 }, () => true))
})
