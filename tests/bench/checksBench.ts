import { checkLanguage } from '../../shared/checks/language/checkLanguage.ts'
import { PEOPLE } from '../checks/corpus.ts'
import { fill, HOSTILE } from '../checks/hostile.ts'

/** `npm run bench -- checks [rounds]`: what a megabyte of hostile text takes, first and best, in ms by the clock. */
export function benchChecks(rounds: number): void {
  console.log(`1 MB of each, in ms: the best of ${rounds}, and the first; 100 are asked`)
  const all = HOSTILE.map(piece => {
    const text = fill(piece)
    const times = Array.from({ length: rounds }, () => {
      const before = performance.now()
      checkLanguage(text, { people: PEOPLE })
      return performance.now() - before
    })
    const best = Math.min(...times)
    const [first = Number.NaN] = times
    console.log(`  ${JSON.stringify(piece.slice(0, 30)).padEnd(36)} ${whole(best)} ${whole(first)}`)
    return { best, first }
  })
  const worst = (of: 'best' | 'first'): string => whole(Math.max(...all.map(one => one[of])))
  console.log(`  ${'worst'.padEnd(36)} ${worst('best')} ${worst('first')}`)
}

const whole = (ms: number): string => ms.toFixed(0).padStart(5)
