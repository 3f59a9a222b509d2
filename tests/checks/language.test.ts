import { describe, expect, it } from 'vitest'
import { checkLanguage } from '../../shared/checks/language/checkLanguage.ts'
import { HITS, PEOPLE, TRAPS } from './corpus.ts'
import { HELD_OUT_HITS, HELD_OUT_TRAPS } from './corpusHeldOut.ts'
import { MORE_HITS, MORE_TRAPS } from './corpusMore.ts'
import { fill, HOSTILE, MEGABYTE } from './hostile.ts'

const check = (text: string, context = {}) => checkLanguage(text, { people: PEOPLE, ...context })
const rules = (text: string, context = {}) =>
  check(text, context).map(found => found.rule.slice('blameless/'.length))
const serious = (text: string) => check(text).filter(found => found.severity !== 'info')
const marked = (text: string) => check(text).map(found => text.slice(found.span?.start, found.span?.end))

/** Precision and recall at `warn` and `block`, with the sentences that went wrong. */
function measure(hits: typeof HITS, traps: readonly string[]) {
  const missed = hits.filter(([families, sentence]) => {
    const found = serious(sentence).map(one => one.rule.slice('blameless/'.length))
    return !found.some(family => families.split(' ').includes(family))
  })
  const wrong = traps.filter(sentence => serious(sentence).length > 0)
  const right = hits.length - missed.length
  return { missed, wrong, recall: right / hits.length, precision: right / (right + wrong.length) }
}

describe('blameless language on whole sentences', () => {
  it.each([
    ['own', [...HITS, ...MORE_HITS], [...TRAPS, ...MORE_TRAPS]],
    ['held-out', HELD_OUT_HITS, HELD_OUT_TRAPS],
  ] as const)(
    '[checks/blameless] precision ≥ 0.95 and recall ≥ 0.90 on the %s sentences',
    (name, hits, traps) => {
      const { missed, wrong, recall, precision } = measure(hits, traps)
      console.info(
        `${name}: ${hits.length} hits, ${traps.length} traps, recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}`,
        { missed, wrong },
      )
      expect(recall).toBeGreaterThanOrEqual(0.9)
      expect(precision).toBeGreaterThanOrEqual(0.95)
    },
  )
})

describe('blameless language, rule by rule', () => {
  it.each([
    ['counterfactual', 'Bob should have checked the graph.', 'Bob should have checked'],
    [
      'counterfactual',
      'The person who ran the script could have asked.',
      'The person who ran the script could have asked',
    ],
    ['error-label', 'It was Bob’s mistake, they said.', 'Bob’s mistake'],
    [
      'person-as-cause',
      'Downtime was caused by the on-call engineer.',
      'Downtime was caused by the on-call engineer',
    ],
    ['question', 'So why didn’t you roll back?', 'why didn’t you'],
    ['hindsight', 'This was entirely preventable.', 'entirely preventable'],
    ['absolute', 'Bob always deploys late.', 'Bob always'],
  ])('[checks/%s] marks the very words in "%s"', (family, sentence, words) => {
    expect(rules(sentence)).toEqual([family])
    expect(marked(sentence)).toEqual([words])
  })

  it('[checks/blameless] real blame is block, an opinion of the past is warn, a manner of speaking is info', () => {
    const severity = (text: string) => check(text).map(found => found.severity)
    expect(severity('The outage was caused by Bob.')).toEqual(['block'])
    expect(severity('A careless change.')).toEqual(['block'])
    expect(severity('Bob should be disciplined.')).toEqual(['block'])
    expect(severity('Bob should have asked.')).toEqual(['warn'])
    expect(severity('The table was accidentally dropped.')).toEqual(['info'])
    expect(severity('The change should have been reviewed.')).toEqual(['info'])
    expect(severity('The root cause was a full disk.')).toEqual(['info'])
    expect(severity('The limit was not properly set.')).toEqual(['info'])
  })

  it('[checks/blameless] every finding asks something instead, in a sentence', () => {
    for (const [, sentence] of HITS) {
      for (const { reason, suggestion } of check(sentence)) {
        expect(reason).toMatch(/^[A-Z].*\.$/)
        expect(suggestion).toMatch(/^[A-Z].*[?.]$/)
      }
    }
  })

  it('[checks/self] what one says of oneself gets a private word, once, and no verdict', () => {
    for (const text of [
      'I should have rolled back.',
      'It was careless of me, I forgot the flag.',
      'In hindsight I should have asked.',
      'My mistake: I missed the alert.',
    ]) {
      expect(new Set(rules(text))).toEqual(new Set(['self']))
      expect(check(text).every(found => found.severity === 'info')).toBe(true)
    }
    expect(rules('Bob should have rolled back.', { self: 'Bob' })).toEqual(['self'])
    expect(rules('@bob should have rolled back.', { self: 'Bob' })).toEqual(['self'])
    expect(rules('Bob should have rolled back.', { self: 'Alice' })).toEqual(['counterfactual'])
  })

  it('[checks/blameless] names are those of the roster, as written there, and common first names', () => {
    expect(rules('Quillon should have asked.')).toEqual([])
    expect(rules('Quillon should have asked.', { people: ['Quillon'] })).toEqual(['counterfactual'])
    expect(rules('Zoe should have asked.')).toEqual(['counterfactual'])
    expect(rules('zoe should have asked.')).toEqual([])
    expect(rules('Bob Miller should have asked.')).toEqual(['counterfactual'])
    expect(rules('Jensen should have asked.')).toEqual(['counterfactual'])
    expect(rules('The will should have changed; may should have too.')).toEqual([])
  })
})

describe('idioms that blame', () => {
  it.each([
    'In the end it all comes down to Petra.',
    'Responsibility for the lost orders lies solely with the storage team.',
    'We hold the release manager accountable.',
    'The engineer at fault was moved to another shift.',
    'Who on earth merges that on a Friday?',
    'The reviewer did not think it necessary to ask.',
    'Proper care was not taken when the weights were entered.',
    'The operator lost concentration.',
    'They shipped it anyway.',
    'It is unclear why the lead thought this was fine.',
    'Anyone with a week of experience would have known.',
    'A quick look at the calendar would have been enough.',
    'Whoever wrote this config should pay for lunch.',
    'Retrain Piotr on the change process.',
    'Classic Rob, deploying at five.',
  ])('[checks/blameless] %s', text => {
    expect(rules(text, { people: ['Rob'] })).not.toEqual([])
  })

  it.each([
    'Responsibility for rotation lies in the scheduler.',
    'It comes down to one timeout in the proxy.',
    'The classic load balancer was replaced.',
    'We retrain the model each night.',
    'The node lost quorum, and the leader was elected anyway.',
    'The last request was not followed by another.',
    'The dashboard had enough room for a second graph.',
    'We looked at how the pager does not always ring.',
    'Anyone with access to the dashboard can silence an alert.',
    'Anyone who opened the dashboard would have seen the old figures.',
    'Whoever was on call got the page within a minute.',
    'New colleagues are paired with a more experienced engineer.',
    'Last open point: who does this?',
    'We want to understand why the engineer thought it was safe.',
    'San Francisco should have taken over when Virginia failed.',
    'The certificate was introduced by Jan 30.',
    'An engineer who is on call for the first time has a second person beside them.',
  ])('[checks/blameless] silent: %s', text => {
    expect(rules(text)).toEqual([])
  })
})

describe('what is not checked', () => {
  it.each([
    'Alice wrote "Bob should have asked" in the channel.',
    'Alice wrote “Bob should have asked” in the channel.',
    "Alice wrote 'Bob should have asked' in the channel.",
    'The text was `Bob should have asked`.',
    '```\nBob should have asked.\n```',
    '~~~\nBob should have asked.\n~~~',
    '> Bob should have asked.',
    'https://example.org/Bob should-have-asked',
    '[2026-05-27T14:22:03Z] WARN Bob should have asked',
    '2026-05-27 14:22:03,120 ERROR Bob should have asked',
    'May 27 14:22:03 host app: Bob should have asked',
    '[14:22] <bob> Alice should have asked',
    '{"level":"error","msg":"Bob should have asked"}',
  ])('[checks/blameless] quotations, code, logs and chat: %s', text => {
    expect(rules(text)).toEqual([])
  })

  it.each([
    'Shame on whoever signed this, shame on them.',
    'The blame rests squarely with the vendor.',
    'I have lost confidence in the team.',
    'No prizes for guessing who was on call.',
    'Another masterpiece from the platform team.',
    'What kind of team has no rollback?',
    'Mr. Haddad should have checked the replica.',
    'Mia was warned, and did it anyway.',
    'Anyone could have seen that the disk was full.',
  ])('[checks/blameless] calling to account and irony are found: %s', sentence => {
    expect(serious(sentence)).not.toEqual([])
  })

  it.each([
    'The retry loop is stupid: it hammers the endpoint.',
    'stupid dns cache',
    'Nobody could have known that from the graphs.',
    'Anyone could have run into this.',
    'Kudos to the support folks for keeping customers informed.',
    'The consequence for customers was a delay of two hours.',
    'This change has consequences for the API.',
    'The record is not pointing the traffic at the new host.',
    'What kind of people use this feature?',
    'The second field is optional for our team.',
    'Our colleagues in Berlin started the import again.',
    'The rest of us had no access to the console.',
    'Find out who actually reads this channel.',
    'Then you managed to bring it back.',
  ])(
    '[checks/blameless] a thing that is called names, and what stands up for somebody, is not blame: %s',
    sentence => {
      expect(serious(sentence)).toEqual([])
    },
  )

  it('[checks/blameless] the text around a quotation still is', () => {
    expect(rules('The alert said "pool full" and Bob ignored it.')).toEqual(['counterfactual'])
    expect(rules('An unclosed " mark, and Bob ignored the alert.')).toEqual(['counterfactual'])
    expect(rules('```\ncode\n```\nBob ignored the alert.')).toEqual(['counterfactual'])
    expect(rules('Bob’s pager and the team’s phone rang; Bob ignored both.')).toEqual(['counterfactual'])
    expect(rules('Bob ignored the alert.', { isQuoted: true })).toEqual([])
  })

  it('[checks/blameless] offsets count UTF-16 units, whatever stands before', () => {
    expect(marked('🚨🚨 İstanbul „x“ — Bob should have asked.')).toEqual(['Bob should have asked'])
  })
})

describe('long and hostile text', () => {
  /** What a run costs this thread in ms, whoever else wants the machine. */
  const cost = (run: () => unknown): number => {
    const before = process.threadCpuUsage()
    run()
    const { user, system } = process.threadCpuUsage(before)
    return (user + system) / 1_000
  }
  const best = (run: () => unknown): number => Math.min(cost(run), cost(run))

  it('[checks/blameless] a megabyte of anything costs a few times what a plain scan of its words costs', () => {
    check(fill([...HITS, ...MORE_HITS].map(([, sentence]) => sentence).join(' ')))
    const times = HOSTILE.map(piece => {
      const text = fill(piece)
      const ms = best(() => check(text))
      const plain = best(() => new Set(text.toLowerCase().split(/(?=\s)/)))
      return { piece: piece.slice(0, 20), ms: Math.round(ms), plain: Math.round(plain) }
    })
    const sum = (of: (one: (typeof times)[number]) => number): number =>
      times.reduce((all, one) => all + of(one), 0)
    const ratio = sum(one => one.ms) / sum(one => one.plain)
    const sorted = times.map(one => one.ms).sort((a, b) => a - b)
    const median = sorted[Math.floor(sorted.length / 2)]
    console.info(
      `1 MB: median ${median} ms, worst ${sorted.at(-1)} ms, ${ratio.toFixed(1)} plain scans`,
      times,
    )
    expect(ratio).toBeLessThan(5)
  })

  it.each(HOSTILE)('[checks/blameless] four times the text takes about four times the time: %j', piece => {
    const whole = fill(piece)
    const quarter = whole.slice(0, MEGABYTE / 4)
    // Sixteen times would be quadratic; what is over in a few milliseconds says nothing.
    expect(best(() => check(whole))).toBeLessThan(10 * best(() => check(quarter)) + 25)
  })

  it('[checks/blameless] a phrase is found though its words stand as far apart as it allows', () => {
    const aside = ', who was on call that night and had slept for two hours,'
    expect(rules(`If Bob had really just simply only checked the graph${aside} nothing.`)).toEqual([
      'counterfactual',
    ])
    expect(rules(`${'The pods restarted. '.repeat(200)}Bob${aside} should have asked.`)).toEqual([
      'counterfactual',
    ])
  })
})
