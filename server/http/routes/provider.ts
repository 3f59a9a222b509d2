import { ok } from '../../../shared/base/result.ts'
import { clearedFlowCookie, flowCookie, flowIn } from '../../access/cookies.ts'
import { CALLBACK } from '../../access/provider/provider.ts'
import { anyone, type Reply, type Route } from '../route.ts'
import { isSecure } from '../services.ts'
import { cookieOf, startSession } from './session.ts'

/** Signing in through the identity provider: away to it, and back from it. Both are pages for a browser, not JSON. */
export const providerRoutes: readonly Route[] = [
  anyone('get', '/api/sign-in/provider', async ({ access, query, settings }) => {
    if (!access.provider) return backWith('access/provider-none')
    const begun = await access.provider.begin(query.get('return') ?? '/')
    if (!begun.ok) return backWith(begun.error.code)
    return away(begun.value.url, [flowCookie(begun.value.flow, isSecure(settings))])
  }),

  anyone('get', CALLBACK, async ask => {
    const { access, query, settings, headers, address } = ask
    if (!access.provider) return backWith('access/provider-none')
    const allowed = await access.throttle.attempt(address)
    if (!allowed.ok) return backWith(allowed.error.code)
    const secure = isSecure(settings)
    // Whatever comes of it, what this browser kept for it is used up.
    const used = clearedFlowCookie(secure)
    const cameBack = await access.provider.finish(flowIn(headers.cookie, secure) ?? '', query)
    if (!cameBack.ok) {
      await access.audit('', 'signIn/refused', '', { via: 'provider', reason: cameBack.error.code })
      return backWith(cameBack.error.code, [used])
    }
    await access.throttle.forgive(address)
    const { person, path } = cameBack.value
    const session = await startSession(ask, person.id, 'provider')
    await access.audit(person.id, 'signIn/done', '', { via: 'provider' })
    return away(path, [used, cookieOf(ask, session)])
  }),
]

const away = (redirect: string, cookies: readonly string[]): { ok: true; value: Reply } =>
  ok({ redirect, cookies }) as { ok: true; value: Reply }

/** To the sign-in page, which says in words what went wrong. */
const backWith = (code: string, cookies: readonly string[] = []): { ok: true; value: Reply } =>
  away(`/sign-in?problem=${encodeURIComponent(code.split('/')[1] ?? '')}`, cookies)
