import { describe, expect, it } from 'vitest'
import { checkLanguage } from '../../shared/checks/language/checkLanguage.ts'
import { HITS, PEOPLE, TRAPS } from './corpus.ts'

const serious = (sentence: string) =>
  checkLanguage(sentence, { people: PEOPLE }).filter(found => found.severity !== 'info')

describe('blameless language', () => {
  it('[checks/blameless] precision and recall on own sentences', () => {
    const missed = HITS.filter(([families, sentence]) => {
      const found = serious(sentence).map(one => one.rule.slice('blameless/'.length))
      return !found.some(family => families.split(' ').includes(family))
    })
    const wrong = TRAPS.filter(sentence => serious(sentence).length > 0)
    const recall = (HITS.length - missed.length) / HITS.length
    const precision = (HITS.length - missed.length) / (HITS.length - missed.length + wrong.length)
    console.info(
      `sentences ${HITS.length} + ${TRAPS.length}, recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}`,
    )
    expect({ missed, wrong }).toEqual({ missed: [], wrong: [] })
  })
})
