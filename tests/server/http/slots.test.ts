import { expect, it } from 'vitest'
import { Slots } from '../../../server/http/slots.ts'

it('one person has eight requests under way; the others wait their turn, and nobody else does', async () => {
  const slots = new Slots()
  const order: string[] = []
  let running = 0
  let most = 0
  const request = async (person: string, name: string): Promise<void> => {
    const turn = await slots.take(person)
    if (!turn.ok) return void order.push('refused')
    most = Math.max(most, ++running)
    await new Promise(resolve => setTimeout(resolve, 5))
    order.push(name)
    running--
    turn.value()
  }
  const eve = Array.from({ length: 40 }, (_, at) => request('eve', `eve ${at}`))
  await Promise.all([...eve, request('bob', 'bob')])
  expect(most).toBe(9)
  expect(order.indexOf('bob')).toBeLessThan(10)
  expect(order).toHaveLength(41)
  const flood = Array.from({ length: 500 }, (_, at) => request('eve', `${at}`))
  await Promise.all(flood)
  expect(order.filter(name => name === 'refused')).toHaveLength(92)
})
