import { type ActionContext, type ActionRemark, withoutMark } from './action.ts'

const ABOUT_CARE =
  /\b(?:(?:be|being) (?:more |extra )?(?:careful|vigilant|cautious|diligent|attentive|mindful|aware)|(?:take|pay) (?:more|better|closer|extra|greater) (?:care|attention)|pay attention|double.?check|remember to|don't forget|do not forget|try harder|more discipline|think twice)\b/i
const ABOUT_PEOPLE =
  /^(?:remind|train|retrain|educate|teach|coach|warn|tell|brief|ask|instruct|urge|encourage|discipline|make sure (?:everyone|everybody|people|engineers|developers|the team|all|that (?:everyone|people|engineers|all)))\b/i
const TOO_LARGE =
  /^(?:rewrite|re-write|migrate|replace|refactor|rebuild|redesign|convert|port|move) (?:(?:all|every|everything|the (?:whole|entire|complete))\b|(?:the |our )?(?:whole|entire|complete)\b|the (?:monolith|platform|backend|frontend|system|application|app|codebase|infrastructure|stack)\s*(?:$|[.,;]|in |to |from ))/i

/** Relevant: answers a factor, is not about someone's care, and is not everything at once. */
export function checkRelevant(
  text: string,
  factors: readonly string[] | null | undefined,
  context: ActionContext,
): ActionRemark[] {
  const body = withoutMark(text)
  const offset = text.length - body.length
  const remarks: ActionRemark[] = []
  const known = context.factors && new Set(context.factors)
  if (factors && !factors.some(id => !known || known.has(id))) {
    remarks.push(
      remark(null, 'It answers none of the factors.', 'Which factor does it take away or make harmless?'),
    )
  }
  const care = ABOUT_CARE.exec(body) ?? ABOUT_PEOPLE.exec(body)
  if (care) {
    const span = { start: offset + care.index, end: offset + care.index + care[0].length }
    remarks.push(
      remark(
        span,
        'It relies on people remembering, and the next person will not have been told.',
        'What would make the safe way the easy way, without anyone thinking of it?',
      ),
    )
  }
  const large = TOO_LARGE.exec(body)
  if (large) {
    const span = { start: offset + large.index, end: offset + large.index + large[0].trimEnd().length }
    remarks.push(
      remark(
        span,
        'This is a programme, not an action; it will still be open at the next incident.',
        'Which first slice would already have helped here?',
      ),
    )
  }
  return remarks
}

const remark = (span: ActionRemark['span'], reason: string, suggestion: string): ActionRemark => ({
  rule: 'action/relevant',
  verdict: 'revise',
  span,
  reason,
  suggestion,
})
