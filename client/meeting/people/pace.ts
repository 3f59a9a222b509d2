import type { Pace } from '../../../shared/meeting/state.ts'

/** The single key that says it; the same again takes it back. */
export const PACE_KEYS: Readonly<Record<Pace, string>> = { slower: ',', faster: '.', lost: 'l' }
