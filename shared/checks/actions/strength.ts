import { actionWords, withoutMark, wordSet } from './action.ts'

/** How much an action changes without anyone having to remember it, after the hierarchy of VA and AHRQ. */
export type Strength = 'strong' | 'intermediate' | 'weak'

const STRONG_LEADS = wordSet(`
  remove delete drop eliminate retire decommission disable block prevent refuse reject forbid deny enforce require gate
  simplify replace isolate separate decouple split partition shard lock cap limit restrict revoke restructure redesign
  rearchitect re-architect consolidate standardise standardize merge inline bound quarantine sandbox default
`)
const STRONG_WORDS =
  /\b(?:interlock|forcing function|fail(?:s|ing)? the (?:build|deploy|pipeline|merge)|block(?:s|ing)? (?:the )?(?:merge|deploy|release|build)|circuit breaker|refuses? (?:to|any|all|every|configs?|migrations?|deploys?)|rate.?limit(?:er)?|admission (?:controller|webhook|policy)|cannot be|impossible to|mutual exclusion|by default|without manual|auto(?:matic)?(?:ally)? (?:roll|fail|drain|revert|scale|renew|rotate))/i
const WEAK_LEADS = wordSet(`
  remind train retrain educate teach coach warn tell brief inform announce communicate discuss review study investigate
  explore consider evaluate encourage ask email present share socialise socialize raise reiterate emphasise emphasize
  look think research analyse analyze assess monitor talk
`)
const WEAK_WORDS =
  /\b(?:training|reminder|awareness|polic(?:y|ies)|guidelines?|best practices?|lunch and learn|brown.?bag|workshop|wiki|more careful|double.?check|pay attention|be careful|remember to|memo|newsletter|e-?mail)\b/i
const SOFTWARE_POLICY =
  /\b(?:admission|network|iam|bucket|retention|retry|scaling|password|opa|lifecycle|alert(?:ing)?|pod|security) polic/i

/** How strong an action is by what it says. */
export function actionStrength(text: string): Strength {
  const body = withoutMark(text)
  const lead = actionWords(body)[0] ?? ''
  if (WEAK_LEADS.has(lead)) return STRONG_WORDS.test(body) && lead === 'review' ? 'intermediate' : 'weak'
  if (WEAK_WORDS.test(body) && !SOFTWARE_POLICY.test(body)) return 'weak'
  if (STRONG_LEADS.has(lead) || STRONG_WORDS.test(body)) return 'strong'
  return 'intermediate'
}
