import { wordSet } from './action.ts'

const COMPARED =
  /[<>≤≥=±]\s*=?\s*\d|\b(?:at least|at most|more than|less than|fewer than|no more than|up to|under|below|above|over|within|exactly|every|max(?:imum)?(?: of)?|min(?:imum)?(?: of)?|from|to|per|after|for|by|each|once (?:a|per|every))\s+~?\d/i
const WITH_UNIT =
  /\d\s?(?:%|‰|ms\b|s\b|sec|seconds?|min\b|mins?\b|minutes?|h\b|hours?|d\b|days?|weeks?|months?|quarters?|[kmgt]i?b\b|[kmgt]bps|rps|qps|req|requests?|errors?|retries|attempts?|times|x\b|replicas?|nodes?|pods?|connections?|instances?|rows?|people|persons?|reviewers?|approvals?|samples?|zones?|regions?|steps?|users?|hosts?|workers?|threads?|cores?|percent|points?)/i
const PERCENTILE = /\bp\d{2,3}(?:\.\d+)?\b|\b\d{2}(?:\.\d+)?(?:th|st|nd|rd) percentile\b|\bmedian\b/i
const FREQUENCY =
  /\b(?:hourly|daily|nightly|weekly|fortnightly|monthly|quarterly|yearly|(?:every|each|once an?|twice an?) (?:hour|day|night|week|month|quarter|year|release|deploy|sprint|commit|merge))\b/i
const NUMBER_WORDS = /\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty)\s+\w/i
const RECORD_KEY = /\b(?:RB|ADR|CVE|SLO|RFC|DR)-\d+/

/** True when a text holds a comparator, a number with a unit, a percentile, a rhythm or the key of a record. */
export const isMeasured = (text: string): boolean => isLimited(text) || NUMBER_WORDS.test(text)

/** Like {@link isMeasured}, without mere counts. */
export const isLimited = (text: string): boolean =>
  [COMPARED, WITH_UNIT, PERCENTILE, FREQUENCY, RECORD_KEY].some(pattern => pattern.test(text))

/** Things that either exist afterwards or do not. */
const ARTEFACTS = wordSet(`
  alert alerts alarm alarms test tests runbook runbooks playbook playbooks check checks ci flag flags probe probes
  policy policies limit limits dashboard dashboards panel panels gate gates hook hooks webhook quota quotas timeout
  timeouts canary canaries index indexes constraint constraints script scripts metric metrics slo slos slis rule rules
  linter lint budget checklist checklists template templates lock locks guard guards guardrail guardrails validation
  validator retry retries backoff jitter breaker breakers replica replicas threshold thresholds cron cronjob job jobs
  backup backups snapshot snapshots migration config setting settings default defaults page endpoint button prompt
  confirmation dialog warning banner log logs log-line trace label annotation dead-letter token key keys
  certificate certificates permission permissions role roles account accounts access schema version library dependency
  image chart module pipeline stage workflow cleanup drill exercise game-day gameday rota rotation field column header
  parameter argument option command tool bot proxy firewall acl ratelimit rate-limit rate-limiter throttle shard
  partition load-test healthcheck health-check healthchecks readiness liveness failover rollback standby pdb pr patch
  entry owner notification notifications budgets contact escalation codeowners schedule reminder report query monitor exporter dry-run
`)

/** True when a text names something whose existence can be checked. */
export const namesArtefact = (words: readonly string[]): boolean =>
  words.some(word => ARTEFACTS.has(word.replace(/'s$/, '')))
