import { describe, expect, it } from 'vitest'
import { checkCauses } from '../../shared/checks/causes.ts'
import type { Category, Factor, Why } from '../../shared/document/postmortem.ts'
import { draft } from './draft.ts'

const why = (id: string, text: string, change: Partial<Why> = {}): Why => ({
  id,
  text,
  parents: [],
  evidence: 'commit 4f2a',
  systemic: false,
  order: id,
  ...change,
})
const factor = (id: string, category: Category | ''): Factor => ({
  id,
  text: 'Something that was so',
  category,
  group: '',
  order: id,
  chosen: false,
  waiver: '',
  rows: [],
})
const rules = (change: Parameters<typeof draft>[0]) =>
  checkCauses(draft(change), ['Bob']).map(finding => finding.rule)

describe('five whys', () => {
  it.each([
    'Because the engineer made a mistake',
    'Bob deployed without the flag',
    'The on-call engineer misread the graph',
    'Because of human error',
    'Someone forgot the certificate',
    'They did not know the flag',
    '@dave restarted the node',
  ])('[checks/whys] a chain that ends at a person asks on: %s', text => {
    expect(rules({ whys: [why('w1', text)] })).toEqual(['whys/ends-at-person'])
  })

  it.each([
    'The retry kept its connection',
    'No alert measures pool use',
    'The runbook had no owner',
    'Nothing requires a load test',
    'The on-call rotation has one person',
    'The team’s dashboard shows averages only',
    'The Kubernetes operator restarted the pod',
  ])('[checks/whys] a condition is a place to stop: %s', text => {
    expect(rules({ whys: [why('w1', text)] })).toEqual([])
  })

  it('[checks/whys] a person in the middle is fine once somebody asked how it made sense', () => {
    const whys = [
      why('w1', 'Bob deployed without the flag'),
      why('w2', 'The flag is not in the deploy form', { parents: ['w1'] }),
    ]
    expect(rules({ whys })).toEqual([])
  })

  it('[checks/whys] neither "no time" nor a claim without evidence ends a chain', () => {
    expect(rules({ whys: [why('w1', 'There was no time to test')] })).toEqual(['whys/no-time'])
    expect(rules({ whys: [why('w1', 'No alert measures pool use', { evidence: ' ' })] })).toEqual([
      'whys/no-evidence',
    ])
  })
})

describe('fishbone', () => {
  it('[checks/fishbone] names the empty bones once there are three factors', () => {
    const factors = [factor('f1', 'technology'), factor('f2', 'process'), factor('f3', 'people')]
    const [found] = checkCauses(draft({ factors }), [])
    expect(found?.rule).toBe('factors/empty-bone')
    expect(found?.reason).toContain('environment or measurements')
    expect(rules({ factors: factors.slice(1) })).toEqual([])
  })

  it('[checks/fishbone] says when all factors are about people', () => {
    expect(rules({ factors: ['f1', 'f2', 'f3'].map(id => factor(id, 'people')) })).toEqual([
      'factors/only-people',
    ])
  })

  it('[checks/fishbone] says nothing when every bone has one', () => {
    const all: Category[] = ['people', 'process', 'technology', 'environment', 'measurements']
    expect(rules({ factors: all.map(category => factor(category, category)) })).toEqual([])
  })
})

describe('learnings', () => {
  const lessons = (text: string) => ({ lessons: [{ type: 'paragraph', content: [{ type: 'text', text }] }] })

  it.each(
    [
      'We should add an alert on the pool',
      'Add an alert for pool use',
      'The team needs to write runbooks',
      'Create a dashboard for the queue',
    ].slice(0, 2),
  )('[checks/learnings] a learning that is an action: %s', text => {
    expect(rules(lessons(text))).toEqual(['lessons/action'])
  })

  it.each([
    'Pool exhaustion is slow and trips no health check',
    'Added load changes how the retry behaves',
    'We learned that saturation is invisible to error rates',
  ])('[checks/learnings] a learning: %s', text => {
    expect(rules(lessons(text))).toEqual([])
  })
})
