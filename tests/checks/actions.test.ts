import { describe, expect, it } from 'vitest'
import type { CheckedAction } from '../../shared/checks/actions/action.ts'
import { checkActionSet } from '../../shared/checks/actions/actionSet.ts'
import { checkAction } from '../../shared/checks/actions/checkAction.ts'
import { actionStrength } from '../../shared/checks/actions/strength.ts'
import type { ActionItem, Factor } from '../../shared/document/postmortem.ts'

const CONTEXT = {
  people: ['Bob', 'Carol Jensen', '@dave', 'priya.nair@example.org'],
  severity: 'SEV2',
  meetingDate: '2026-05-29',
} as const

const GOOD = { owner: 'Bob', due: '2026-06-12', tracker: 'INFRA-4521', factors: ['f1'] } as const

const judged = (text: string, change: Partial<CheckedAction> = {}) =>
  checkAction({ ...GOOD, text, ...change }, CONTEXT)

const rules = (text: string, change: Partial<CheckedAction> = {}) =>
  judged(text, change).findings.map(finding => finding.rule)

const PASSES = [
  'Cap retries to 3 attempts with jitter',
  'Restore a backup monthly and page if it takes > 2 h',
  'Publish RB-061 covering pool triage',
  'Improve the pool alert so that it pages at > 80 %',
  'Add Prometheus alert on DB connection pool utilisation > 80%',
  'Add unit tests for retry timeout → pool return path',
  'Include pool saturation scenario in load test suite',
  'Create RB-052 (DB connection pool investigation)',
  'Remove the legacy cron job from host db-2',
  'Set a 5 s statement timeout on the reporting role',
  'Block merges to main while the migration check fails',
  'Require a second approval for schema migrations in CI',
  'Fail the deploy when the canary error rate exceeds 2 %',
  'Reduce p99 checkout latency to under 300 ms',
  'Rotate the signing key automatically every 30 days',
  'Alert on certificates that expire within 21 days',
  'Put the region picker behind a confirmation prompt',
  'Default the retry budget to 10 % of requests',
  'Ensure the nightly restore pages when it takes more than 2 h',
  'Monitor queue depth with an alert at 10,000 messages',
  'Move the payments health check to the pool metric',
  'Delete the unused admin endpoint in the billing service',
  'Test the failover of the orders database each quarter',
  'Log the tenant id in every retry warning',
  'Document the drain procedure as RB-070 with a tested rollback',
  'Increase the readiness probe timeout to 10 s',
  'Refuse to switch to an index with fewer documents than the last',
  'Alert when capacity of the second region drops below 60 %',
  'Stop to serve stale entries once the cache is 10 minutes old',
]

const REJECTED: readonly (readonly [string, string])[] = [
  ['Improve monitoring', 'action/specific'],
  ['Ensure backups work', 'action/specific'],
  ['Review the alert thresholds of the payments service', 'action/specific'],
  ['Investigate why the alert did not fire', 'action/specific'],
  ['Look into connection pool behaviour', 'action/specific'],
  ['Fix the issue in the payments service', 'action/specific'],
  ['Address the connection pool problem', 'action/specific'],
  ['Strengthen our review culture across the teams', 'action/specific'],
  ['Optimise the database for the next peak', 'action/specific'],
  ['Better alerting for the connection pool', 'action/specific'],
  ['Monitoring of the connection pool', 'action/specific'],
  ['Engineering team to review', 'action/specific'],
  ['Add tests', 'action/specific'],
  ['Backups should be tested each month', 'action/specific'],
  ['', 'action/specific'],
  ['Consider adding tests for the timeout path', 'action/committed'],
  ['Try to add a pool alert at 80 %', 'action/committed'],
  ['Maybe cap retries to 3 attempts with jitter', 'action/committed'],
  ['Add a pool alert at 80 % if time permits', 'action/committed'],
  ['Eventually move the cron job to the scheduler', 'action/committed'],
  ['Add a pool alert, threshold TBD', 'action/committed'],
  ['We could cap retries to 3 attempts with jitter', 'action/committed'],
]

describe('action quality', () => {
  it.each(PASSES)('[checks/action] passes: %s', text => {
    expect(judged(text)).toEqual({ verdict: 'pass', findings: [] })
  })

  it.each(REJECTED)('[checks/action] rejects: %s', (text, rule) => {
    expect(judged(text).verdict).toBe('reject')
    expect(rules(text)).toContain(rule)
  })

  it('[checks/action] a vague lead passes as soon as a measure follows', () => {
    expect(judged('Improve the pool alert').verdict).toBe('reject')
    expect(judged('Improve the pool alert so that it pages at > 80 %').verdict).toBe('pass')
    expect(judged('Monitor the queue').verdict).toBe('reject')
  })

  it('[checks/action] a reminder is asked to become something that needs no memory', () => {
    const verdict = judged('Remind everyone to run the dry-run flag')
    expect(verdict.verdict).toBe('revise')
    expect(verdict.findings.map(finding => finding.rule)).toEqual(['action/relevant'])
    expect(judged('Train the on-call engineers on the restore runbook').verdict).toBe('revise')
    expect(rules('Double-check the region in the deploy script')).toEqual(['action/relevant'])
  })

  it('[checks/action] an action that is everything at once is asked to be split', () => {
    expect(rules('Rewrite all cron jobs as workflows')).toEqual(['action/relevant'])
    expect(rules('Migrate all services to the new retry library')).toEqual(['action/relevant'])
    expect(rules('Rewrite the retry loop of the payments client with a limit of 3 attempts')).toEqual([])
  })

  it('[checks/action] nothing to tell done from not done wants revision', () => {
    expect(judged('Rename the confusing button colours').verdict).toBe('pass')
    expect(rules('Separate the billing code from the checkout code')).toEqual(['action/measurable'])
    expect(judged('Separate the billing code from the checkout code').verdict).toBe('revise')
  })

  it.each([
    '@platform-team',
    'everyone',
    'the payments team',
    'SRE',
    'On-call',
    'Bob and Carol',
    'Bob, Carol',
    'Bob/Carol',
    '@bob @carol',
    'Bob & Carol',
    'TBD',
    '',
    'Mallory',
    'unassigned',
    'engineering',
    'Bob or Carol',
    'platform',
    '@sre',
  ])('[checks/action] refuses the owner "%s"', owner => {
    expect(rules('Cap retries to 3 attempts with jitter', { owner })).toEqual(['action/assignable'])
    expect(judged('Cap retries to 3 attempts with jitter', { owner }).verdict).toBe('reject')
  })

  it.each([
    'Bob',
    '@bob',
    'bob',
    'Carol Jensen',
    'Carol',
    '@carol',
    'carol.jensen@example.org',
    'Dave',
    '@dave',
    'Priya Nair',
  ])('[checks/action] accepts the owner "%s"', owner => {
    expect(judged('Cap retries to 3 attempts with jitter', { owner }).verdict).toBe('pass')
  })

  it('[checks/action] two owners in a list are refused; a first name that two people share is too', () => {
    expect(judged('Cap retries to 3 attempts with jitter', { owner: ['Bob', 'Carol Jensen'] }).verdict).toBe(
      'reject',
    )
    const twins = { ...CONTEXT, people: ['Ann Lee', 'Ann Moe'] }
    const text = 'Cap retries to 3 attempts with jitter'
    expect(checkAction({ ...GOOD, text, owner: 'Ann' }, twins).verdict).toBe('reject')
    expect(checkAction({ ...GOOD, text, owner: 'Ann Moe' }, twins).verdict).toBe('pass')
  })

  it('[checks/action] without a roster one plausible person is accepted, a team still is not', () => {
    const unknown = { ...CONTEXT, people: [] }
    const verdict = (owner: string) =>
      checkAction({ ...GOOD, text: 'Cap retries to 3 attempts with jitter', owner }, unknown).verdict
    expect(['@bob', 'Bob', 'Bob Smith', 'bob@example.org'].map(verdict)).toEqual([
      'pass',
      'pass',
      'pass',
      'pass',
    ])
    expect(['@platform-team', 'everyone', 'A and B', 'A/B', 'Bob, Carol', ''].map(verdict)).toEqual(
      Array.from({ length: 6 }, () => 'reject'),
    )
  })

  it.each(['ASAP', 'next sprint', '', 'soon', 'Q3', '2026-02-30', '2026-05-28'])(
    '[checks/action] refuses the date "%s"',
    due => {
      expect(judged('Cap retries to 3 attempts with jitter', { due }).verdict).toBe('reject')
      expect(rules('Cap retries to 3 attempts with jitter', { due })).toEqual(['action/time-bound'])
    },
  )

  it('[checks/action] a date may be past once the action is done', () => {
    expect(judged('Create RB-052 for pool triage', { due: '2026-05-20', status: 'done' }).verdict).toBe(
      'pass',
    )
  })

  it('[checks/action] SEV1 gives 15 days, SEV2 gives 30, others have no limit', () => {
    const text = 'Cap retries to 3 attempts with jitter'
    const due = (severity: 'SEV1' | 'SEV2' | 'SEV3', day: string) =>
      checkAction({ ...GOOD, text, due: day }, { ...CONTEXT, severity }).verdict
    expect(due('SEV1', '2026-06-13')).toBe('pass')
    expect(due('SEV1', '2026-06-14')).toBe('revise')
    expect(due('SEV2', '2026-06-28')).toBe('pass')
    expect(due('SEV2', '2026-06-29')).toBe('revise')
    expect(due('SEV3', '2026-12-01')).toBe('pass')
  })

  it.each([
    '',
    'INC-2934',
    'RB-061',
    'ADR-12',
    'CVE-2026-1234',
    'in the backlog',
    'https://acme.slack.com/archives/C1/p2',
  ])('[checks/action] "%s" is no tracker', tracker => {
    expect(rules('Cap retries to 3 attempts with jitter', { tracker })).toEqual(['action/tracked'])
    expect(judged('Cap retries to 3 attempts with jitter', { tracker }).verdict).toBe('revise')
  })

  it.each([
    'INFRA-4521',
    '#123',
    'acme/payments#12',
    'https://github.com/acme/payments/issues/12',
    'Jira: PAY-7',
  ])('[checks/action] "%s" is a tracker', tracker => {
    expect(judged('Cap retries to 3 attempts with jitter', { tracker }).verdict).toBe('pass')
  })

  it('[checks/action] no factor, or only one that does not exist, wants revision; an unknown list does not', () => {
    const text = 'Cap retries to 3 attempts with jitter'
    expect(rules(text, { factors: [] })).toEqual(['action/relevant'])
    expect(checkAction({ ...GOOD, text }, { ...CONTEXT, factors: ['f2'] }).verdict).toBe('revise')
    expect(checkAction({ text, owner: 'Bob', due: '2026-06-12', tracker: 'PAY-7' }, CONTEXT).verdict).toBe(
      'pass',
    )
  })

  it('[checks/action] an action with nothing but a text is refused, not thrown at', () => {
    const { verdict, findings } = checkAction(
      { text: 'Cap retries to 3 attempts with jitter' },
      { people: [], severity: '', meetingDate: '' },
    )
    expect(verdict).toBe('reject')
    expect(findings.map(finding => finding.rule)).toEqual([
      'action/assignable',
      'action/time-bound',
      'action/tracked',
    ])
  })
})

describe('actions together', () => {
  it('[checks/action] strength follows what the action changes', () => {
    expect(
      [
        'Remove the manual failover switch',
        'Block deploys while the canary fails',
        'Cap retries to 3 attempts',
        'Rate-limit the export endpoint',
        'Simplify the rollback to one command',
      ].map(actionStrength),
    ).toEqual(['strong', 'strong', 'strong', 'strong', 'strong'])
    expect(
      [
        'Add an alert on pool use > 80 %',
        'Publish RB-061 covering pool triage',
        'Add a second replica in zone b',
        'Write a checklist for the drain',
      ].map(actionStrength),
    ).toEqual(['intermediate', 'intermediate', 'intermediate', 'intermediate'])
    expect(
      [
        'Train the on-call engineers on failover',
        'Remind everyone to run the dry-run flag',
        'Write a policy for deploys on Fridays',
        'Review the incident in the guild',
        'Send an e-mail about the new flag',
      ].map(actionStrength),
    ).toEqual(['weak', 'weak', 'weak', 'weak', 'weak'])
  })

  it('[checks/action] says so when all actions are weak', () => {
    const weak = [
      action('a1', 'Train the on-call engineers on failover'),
      action('a2', 'Remind everyone of the freeze'),
    ]
    expect(checkActionSet(weak, []).map(finding => finding.rule)).toEqual(['action/strength'])
    expect(checkActionSet([...weak, action('a3', 'Cap retries to 3 attempts with jitter')], [])).toEqual([])
  })

  it('[checks/action] every chosen factor has an action or a waiver', () => {
    const factors = [
      factor('f1'),
      factor('f2', { waiver: 'Accepted until the move in July' }),
      factor('f3'),
      factor('f4', { chosen: false }),
    ]
    const found = checkActionSet(
      [action('a1', 'Cap retries to 3 attempts with jitter', { factors: ['f1'] })],
      factors,
    )
    expect(found.map(finding => [finding.rule, finding.where])).toEqual([
      ['action/coverage', { in: 'factors', id: 'f3' }],
    ])
  })

  it('[checks/action] a declined action says why, and nothing else is asked of it', () => {
    const given = { status: 'declined', owner: '', due: '', tracker: '' }
    expect(rules('Improve monitoring', given)).toEqual(['action/declined'])
    expect(rules('Improve monitoring', { ...given, reason: ' ' })).toEqual(['action/declined'])
    expect(rules('Improve monitoring', { ...given, reason: 'The load test covers it' })).toEqual([])
    expect(rules('Cap retries to 3 attempts with jitter', { status: 'open' })).not.toContain(
      'action/declined',
    )
  })

  it('[checks/action] a declined action covers nothing', () => {
    const declined = action('a1', 'Cap retries to 3 attempts with jitter', {
      factors: ['f1'],
      status: 'declined',
    })
    expect(checkActionSet([declined], [factor('f1')]).map(finding => finding.rule)).toEqual([
      'action/coverage',
    ])
  })

  it('[checks/action] more than three open actions for one owner are too many', () => {
    const four = ['a1', 'a2', 'a3', 'a4'].map(id => action(id, 'Cap retries to 3 attempts with jitter'))
    expect(checkActionSet(four, []).map(finding => finding.rule)).toEqual(['action/load'])
    expect(checkActionSet(four.slice(1), [])).toEqual([])
  })
})

const action = (id: string, text: string, change: Partial<ActionItem> = {}): ActionItem => ({
  id,
  text,
  owner: 'Bob',
  due: '2026-06-12',
  status: 'open',
  reason: '',
  tracker: 'PAY-7',
  type: '',
  factors: [],
  order: id,
  ...change,
})

const factor = (id: string, change: Partial<Factor> = {}): Factor => ({
  id,
  text: 'No alert on pool use',
  category: 'measurements',
  group: '',
  order: id,
  chosen: true,
  waiver: '',
  rows: [],
  ...change,
})
