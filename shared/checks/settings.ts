import type { Finding } from './finding.ts'

/** What a workspace has switched off: rules (`blameless/absolute`) or whole families (`blameless`, `timeline`). */
export interface CheckSettings {
  readonly off: readonly string[]
}

/** Nothing is switched off. */
export const ALL_CHECKS: CheckSettings = { off: [] }

/** True when neither the rule nor its family is switched off. */
export const isOn = (rule: string, { off }: CheckSettings): boolean =>
  !off.includes(rule) && !off.includes(rule.split('/')[0] ?? rule)

/** The findings that a workspace wants to see. */
export const withSettings = (findings: readonly Finding[], settings: CheckSettings): Finding[] =>
  settings.off.length === 0 ? [...findings] : findings.filter(finding => isOn(finding.rule, settings))
