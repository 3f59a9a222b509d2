import * as Y from 'yjs'
import { isTooDeep } from './depth.ts'
import { isWritable } from './writable.ts'

/** What the room knows while it judges an update: what was accepted so far, applied or not. */
export interface Known {
  /** The first clock of `client` that is not held yet; 0 for one never seen. */
  clockOf(client: number): number
  /** The person whose client id this is, {@link SERVER}, or undefined when nobody is bound to it. */
  ownerOf(client: number): string | undefined
  /** How many types are around what is held there, 0 where nothing is. */
  depthOf(client: number, clock: number): number
}

/** Stands for whoever writes under a client id that nobody is bound to. */
export const UNKNOWN = '?'

/** How far the server believes what others hold; beyond a stranger's own text it does so only after a crash. */
export interface Belief {
  /** Text under this client id of somebody else passes: the crash may have taken it. */
  readonly trusts: (client: number) => boolean
  /** Whether a client id that nobody is bound to may become this person's. */
  readonly mayClaim: (client: number) => boolean
  /** How many client ids may still become this person's. */
  readonly claimsLeft: number
}

export const STRICT: Belief = { trusts: () => false, mayClaim: () => true, claimsLeft: 500 }

/** The owner of the client ids that are kept for the server; no person has this id. */
export const SERVER = ''

/** Client ids below the first or from the second on are the server's: the seed, its own edits (D2, M11, N6). */
const SEED_IDS = 1_024
export const SERVER_IDS = 2 ** 32

export const isServerId = (client: number): boolean => client < SEED_IDS || client >= SERVER_IDS

/**
 * One update may add this many characters and objects of one client id at most: what an honest one can hold, since each
 * takes a byte or more of a frame. What was written and deleted before it was ever sent takes none.
 */
const MAX_JUMP = 8 * 1024 * 1024
const MAX_CLOCK = 2 ** 31

/** What to do with an update (W6). */
export type Verdict = Acceptance | { readonly kind: 'known' } | Doubt

/**
 * The update may be applied. `ends` holds the clock that each of its client ids reaches, `claims` those that become
 * this person's. One that `overlaps` brings structures that are held already: they may carry words that were removed
 * since (D10).
 */
export interface Acceptance {
  readonly kind: 'accept'
  readonly ends: ReadonlyMap<number, number>
  readonly claims: readonly number[]
  readonly overlaps: boolean
}

/**
 * Why it may not: `gap` builds on, follows, or deletes what is not held, so that its author has to be asked for the
 * rest (or it brings more client ids than one may have); `foreign` holds text of somebody else that is not held, and `owners` may still bring it themselves; `refuse`
 * comes from no honest client.
 */
export type Doubt =
  | { readonly kind: 'gap'; readonly reason: string }
  | { readonly kind: 'foreign'; readonly owners: readonly string[]; readonly reason: string }
  | { readonly kind: 'refuse'; readonly reason: string }

export type Decoded = ReturnType<typeof Y.decodeUpdate>

const refuse = (reason: string): Verdict => ({ kind: 'refuse', reason })
const gap = (reason: string): Verdict => ({ kind: 'gap', reason })

/** Judges an update by `person` before anything is done with it (W6). */
export function judgeUpdate(update: Uint8Array, person: string, known: Known, belief = STRICT): Verdict {
  const parsed = decode(update)
  if (!parsed) return refuse('the update does not parse')
  const { structs, ds } = parsed
  if (structs.length === 0 && ds.clients.size === 0) return { kind: 'known' }

  const ends = new Map<number, number>()
  let overlaps = false
  let hasGap = false
  for (const struct of structs) {
    const { client, clock } = struct.id
    const held = ends.get(client) ?? known.clockOf(client)
    if (!(struct.length > 0)) return refuse('a structure has no length')
    if (clock + struct.length - known.clockOf(client) > MAX_JUMP && !(struct instanceof Y.Skip))
      return refuse('the clock jumps')
    if (clock + struct.length > MAX_CLOCK) return refuse('the clock jumps')
    // What is held already came in before it was asked for, and its echo is nobody's fault.
    const isHeld = clock + struct.length <= known.clockOf(client)
    if (struct instanceof Y.Item && !isHeld && !isWritable(struct.content))
      return refuse('a value that cannot be written again')
    if (struct instanceof Y.Skip || clock > held) {
      hasGap = true
      continue
    }
    if (clock < known.clockOf(client)) overlaps = true
    ends.set(client, Math.max(held, clock + struct.length))
  }
  const isNewStruct = ({ id, length }: Decoded['structs'][number]): boolean =>
    id.clock + length > known.clockOf(id.client)
  if (isTooDeep(structs, isNewStruct, ({ client, clock }) => known.depthOf(client, clock)))
    return refuse('types are nested too deep')
  const claims: number[] = []
  const owners = new Set<string>()
  for (const [client, end] of ends) {
    if (end <= known.clockOf(client)) continue
    const owner = known.ownerOf(client)
    if (owner === undefined && belief.mayClaim(client)) claims.push(client)
    else if (owner !== person && !belief.trusts(client)) owners.add(owner ?? UNKNOWN)
  }
  const reaches: Reaches = client => ends.get(client) ?? known.clockOf(client)
  for (const struct of structs) {
    if (!isNewStruct(struct) || struct instanceof Y.Skip) continue
    if (struct instanceof Y.Item) hasGap ||= buildsOnMissing(struct, reaches)
    else if (owners.size > 0 && known.ownerOf(struct.id.client) !== person) {
      return refuse('the update takes away places of somebody else')
    }
  }
  let isPlausible = true
  for (const [client, ranges] of ds.clients) {
    const end = reaches(client)
    for (const { clock, len } of ranges) {
      isPlausible &&= len > 0 && clock + len <= MAX_CLOCK
      hasGap ||= clock + len > end
    }
  }
  if (!isPlausible) return refuse('a deletion of what nobody can have written')
  if (owners.size > 0)
    return { kind: 'foreign', owners: [...owners], reason: 'the client id is somebody else’s' }
  if (claims.length > belief.claimsLeft) return gap('too many client ids')
  if (hasGap) return gap('the update builds on text that is not there')
  const isNew = ds.clients.size > 0 || [...ends].some(([client, end]) => end > known.clockOf(client))
  return isNew ? { kind: 'accept', ends, claims, overlaps } : { kind: 'known' }
}

/** Whether a structure cannot be applied where client ids reach as far as `reaches` tells. */
export function buildsOnMissing({ id, origin, rightOrigin, parent }: Y.Item, reaches: Reaches): boolean {
  const isMissing = (on: Y.ID | null): boolean =>
    on !== null && on.clock >= (on.client === id.client ? id.clock : reaches(on.client))
  return isMissing(origin) || isMissing(rightOrigin) || isMissing(parent instanceof Y.ID ? parent : null)
}

/** The first clock of a client id that is not there. */
export type Reaches = (client: number) => number

/** The structures and deletions of an update; null when it does not parse. */
export function decode(update: Uint8Array): Decoded | null {
  try {
    return Y.decodeUpdate(update)
  } catch {
    return null
  }
}
