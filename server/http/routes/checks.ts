import { checkAction } from '../../../shared/checks/actions/checkAction.ts'
import { checkLanguage } from '../../../shared/checks/language/checkLanguage.ts'
import { ActionsRequest, LanguageRequest } from '../../../shared/protocol/api.ts'
import { inWorkspace, json, parseBody, type Route } from '../route.ts'

/** The checks for programs, on texts that are in no postmortem. */
export const checkRoutes: readonly Route[] = [
  inWorkspace('check', 'post', '/api/checks/language', async ask => {
    const body = parseBody(LanguageRequest, ask)
    if (!body.ok) return body
    const { texts, people } = body.value
    const findings = texts.map((text, index) => checkLanguage(text, { people, where: { in: 'text', index } }))
    return json({ findings })
  }),

  inWorkspace('check', 'post', '/api/checks/actions', async ask => {
    const body = parseBody(ActionsRequest, ask)
    if (!body.ok) return body
    const { actions, ...context } = body.value
    const verdicts = actions.map(
      ({ text, factors, owner = null, due = null, status = null, reason = null, tracker = null }, index) => {
        const action = { text, owner, due, status, reason, tracker, ...(factors && { factors }) }
        return checkAction(action, context, { in: 'text', index })
      },
    )
    return json({ verdicts })
  }),
]
