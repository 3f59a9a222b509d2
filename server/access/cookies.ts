import { parseCookie, stringifySetCookie } from 'cookie'
import { LONGEST_SESSION } from './sessions.ts'

/**
 * The name of the session's cookie. Over https the `__Host-` prefix makes browsers refuse one that another host or
 * an unencrypted page has set.
 */
export const cookieName = (isSecure: boolean): string => (isSecure ? '__Host-debrief' : 'debrief')

/** The session's secret in a Cookie header, or null. */
export const sessionIn = (header: string | undefined, isSecure: boolean): string | null =>
  parseCookie(header ?? '')[cookieName(isSecure)] || null

/** A Set-Cookie header that keeps a session's secret; '' takes it away. */
export const sessionCookie = (secret: string, isSecure: boolean): string =>
  stringifySetCookie({
    name: cookieName(isSecure),
    value: secret,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure,
    maxAge: secret ? LONGEST_SESSION / 1000 : 0,
  })

/** Where a browser keeps what it needs when it comes back from the identity provider. */
const flowName = (isSecure: boolean): string => (isSecure ? '__Host-debrief-flow' : 'debrief-flow')
const FLOW_SECONDS = 600

/** What was kept for the way back from the provider, or null. */
export const flowIn = (header: string | undefined, isSecure: boolean): string | null =>
  parseCookie(header ?? '')[flowName(isSecure)] || null

/** A Set-Cookie header that keeps a sealed flow; Lax, for the provider sends the browser back by a link. */
export const flowCookie = (flow: string, isSecure: boolean): string =>
  stringifySetCookie({
    name: flowName(isSecure),
    value: flow,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure,
    maxAge: flow ? FLOW_SECONDS : 0,
  })

export const clearedFlowCookie = (isSecure: boolean): string => flowCookie('', isSecure)
