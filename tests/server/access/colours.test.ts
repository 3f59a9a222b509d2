import { expect, it } from 'vitest'
import { COLOURS, colourOf } from '../../../server/access/colours.ts'

it('people get every colour about equally often, and each keeps theirs', () => {
  const counts = new Map<string, number>()
  for (let i = 0; i < 1_600; i++) {
    const colour = colourOf(`person-${i}`)
    expect(colourOf(`person-${i}`)).toBe(colour)
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  expect(counts.size).toBe(COLOURS.length)
  expect(Math.max(...counts.values())).toBeLessThan(200)
})
