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
