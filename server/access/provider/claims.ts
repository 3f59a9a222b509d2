import { NAME_LENGTH } from '../../../shared/protocol/accessApi.ts'

/** What a provider says about somebody, as far as it is used here. */
export interface Claims {
  readonly sub: string
  readonly [claim: string]: unknown
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A name to show others: what the provider calls the person, without anything that could disguise or reorder it. */
export function nameIn(claims: Claims): string {
  const given = [claims.name, claims.preferred_username, text(claims.email).split('@')[0]]
  for (const candidate of given) {
    const name = text(candidate)
      .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '')
      .replace(/\s+/g, ' ')
      .trim()
    if (name) return [...name].slice(0, NAME_LENGTH).join('')
  }
  return 'Colleague'
}

/** The address of the person, '' when none was told or the provider says that it is not theirs. */
export const emailIn = (claims: Claims): string =>
  claims.email_verified === false ? '' : text(claims.email).trim().slice(0, 320)
