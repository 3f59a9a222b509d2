import { checkLanguage } from '../../../shared/checks/language/checkLanguage.ts'
import { LanguageRequest } from '../../../shared/protocol/api.ts'
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
]
