import { ActionsRequest, LanguageRequest } from '../../../shared/protocol/api.ts'
import { askerOf, inWorkspace, jsonText, parseBody, type Route } from '../route.ts'

/** The checks for programs, on texts that are in no postmortem. */
export const checkRoutes: readonly Route[] = [
  inWorkspace('check', 'post', '/api/checks/language', async ask => {
    const body = parseBody(LanguageRequest, ask)
    if (!body.ok) return body
    const done = await ask.work.run('language', body.value, askerOf(ask))
    return done.ok ? jsonText(done.value) : done
  }),

  inWorkspace('check', 'post', '/api/checks/actions', async ask => {
    const body = parseBody(ActionsRequest, ask)
    if (!body.ok) return body
    const done = await ask.work.run('actions', body.value, askerOf(ask))
    return done.ok ? jsonText(done.value) : done
  }),
]
