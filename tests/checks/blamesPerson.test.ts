import { expect, it } from 'vitest'
import { blamesPerson } from '../../shared/checks/language/blamesPerson.ts'

const PEOPLE = ['Priya Raman', 'Bo', 'Dave Okafor']

it.each([
  'The outage was caused by human error',
  'Dave should have checked the pool before the deploy',
  'Operator error during the failover',
  'Priya failed to page the database team',
])('a stage leaves out: %s', text => {
  expect(blamesPerson(text, PEOPLE)).toBe(true)
})

it.each([
  'Nothing alerts when the pool is nearly full',
  'Dave found the runbook outdated, and it names hosts that are gone',
  'The deploy tool shows no difference between staging and production',
  '',
])('a stage shows: %s', text => {
  expect(blamesPerson(text, PEOPLE)).toBe(false)
})
