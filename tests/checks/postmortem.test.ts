import { describe, expect, it } from 'vitest'
import { blockTexts } from '../../shared/checks/blocks.ts'
import { checkPostmortem } from '../../shared/checks/postmortem.ts'
import { isOn } from '../../shared/checks/settings.ts'
import type { RichNode } from '../../shared/document/postmortem.ts'
import { draft, row } from './draft.ts'

const text = (value: string, ...marks: string[]): RichNode => ({
  type: 'text',
  text: value,
  ...(marks.length > 0 && { marks: marks.map(type => ({ type })) }),
})
const paragraph = (...content: RichNode[]): RichNode => ({ type: 'paragraph', content })

const rulesOf = (postmortem = draft(), context: Partial<Parameters<typeof checkPostmortem>[1]> = {}) =>
  checkPostmortem(postmortem, { people: ['Bob', 'Carol'], ...context }).map(finding => finding.rule)

describe('blocks of a rich section', () => {
  it('[checks/blocks] every text block counts, in the order of the page', () => {
    const item = (value: string): RichNode => ({ type: 'listItem', content: [paragraph(text(value))] })
    const blocks = blockTexts([
      { type: 'heading', attrs: { level: 2 }, content: [text('Impact')] },
      { type: 'bulletList', content: [item('one'), item('two')] },
      { type: 'codeBlock', content: [text('kubectl delete')] },
      { type: 'blockquote', content: [paragraph(text('should have'))] },
      {
        type: 'table',
        content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [paragraph(text('cell'))] }] }],
      },
      { type: 'horizontalRule' },
      paragraph(text('end')),
    ])
    expect(blocks.map(block => [block.index, block.text, block.quoted])).toEqual([
      [0, 'Impact', false],
      [1, 'one', false],
      [2, 'two', false],
      [3, 'kubectl delete', true],
      [4, 'should have', true],
      [5, 'cell', false],
      [6, 'end', false],
    ])
  })

  it('[checks/blocks] code is masked, so that offsets behind it stay', () => {
    const [block] = blockTexts([
      paragraph(
        text('Run '),
        text('rm -rf', 'code'),
        text(' then '),
        { type: 'hardBreak' },
        text('Bob', 'bold'),
        { type: 'mention', attrs: { id: 'u1', label: 'carol' } },
      ),
    ])
    expect(block?.text).toBe('Run \uFFFC\uFFFC\uFFFC\uFFFC\uFFFC\uFFFC then \nBob@carol')
  })

  it('[checks/blocks] a finding points at the words in its block', () => {
    const words = 'Before that, Bob should have checked the graph.'
    const postmortem = draft({
      summary: [
        paragraph(text('It was slow.')),
        paragraph(text('After '), text('x', 'code'), text(` ${words}`)),
      ],
    })
    const found = checkPostmortem(postmortem, { people: ['Bob'] }).filter(finding =>
      finding.rule.startsWith('blameless/'),
    )
    expect(found).toHaveLength(1)
    expect(found[0]?.where).toEqual({ in: 'section', section: 'summary', block: 1 })
    const whole = `After x ${words}`
    expect(whole.slice(found[0]?.span?.start, found[0]?.span?.end)).toBe('Bob should have checked')
  })

  it('[checks/blocks] quotations and code blocks are not checked', () => {
    const blame = 'The outage was caused by Bob.'
    const quoted = draft({
      summary: [
        { type: 'blockquote', content: [paragraph(text(blame))] },
        { type: 'codeBlock', content: [text(blame)] },
        paragraph(text(blame, 'code')),
      ],
      imported: [paragraph(text(blame))],
    })
    expect(rulesOf(quoted)).toEqual([])
  })
})

describe('the whole postmortem', () => {
  it('[checks/postmortem] an empty draft has no findings', () => {
    expect(rulesOf()).toEqual([])
  })

  it('[checks/postmortem] rows imported from chat keep their words; rows written by hand are checked', () => {
    const words = 'Bob should have checked the pool'
    const rows = [
      row('r1', '14:22', words, { source: { type: 'slack', url: 'https://chat.example/1' } }),
      row('r2', '14:23', words),
    ]
    const found = checkPostmortem(draft({ timeline: rows }), { people: ['Bob'] })
    expect(
      found.filter(finding => finding.rule === 'blameless/counterfactual').map(finding => finding.where),
    ).toEqual([{ in: 'timeline', id: 'r2' }])
  })

  it('[checks/postmortem] authors and reviewers are people too', () => {
    const postmortem = draft({ authors: ['Zoe'], summary: [paragraph(text('Zoe forgot the flag.'))] })
    expect(rulesOf(postmortem)).toEqual(['blameless/counterfactual'])
  })

  it('[checks/postmortem] owners are held against a roster only where somebody knows it', () => {
    const action = {
      id: 'a1',
      text: 'Cap retries to 3 attempts with jitter',
      owner: 'Zoe',
      due: '2026-06-12',
      status: 'open',
      reason: '',
      tracker: 'PAY-7',
      type: '',
      factors: ['f1'],
      order: 'a1',
    } as const
    const factor = {
      id: 'f1',
      text: 'Retries are unlimited',
      category: 'technology',
      group: '',
      order: 'f1',
      chosen: true,
      waiver: '',
      rows: [],
    } as const
    const postmortem = draft({ actions: [action], factors: [factor] })
    expect(rulesOf(postmortem)).toEqual([])
    expect(rulesOf(postmortem, { owners: ['Bob'] })).toEqual(['action/assignable'])
    expect(rulesOf(postmortem, { owners: ['Bob', 'Zoe'] })).toEqual([])
  })

  it('[checks/settings] a rule or a whole family can be switched off', () => {
    const postmortem = draft({
      summary: [paragraph(text('Bob always deploys late. The outage was caused by Bob.'))],
    })
    expect(rulesOf(postmortem)).toEqual(['blameless/absolute', 'blameless/person-as-cause'])
    expect(rulesOf(postmortem, { settings: { off: ['blameless/absolute'] } })).toEqual([
      'blameless/person-as-cause',
    ])
    expect(rulesOf(postmortem, { settings: { off: ['blameless'] } })).toEqual([])
    expect(isOn('timeline/gap', { off: ['time'] })).toBe(true)
  })
})
