import * as Y from 'yjs'

/** What the room knows while it judges an update: what was accepted so far, applied or not. */
export interface Known {
  /** The first clock of `client` that is not held yet; 0 for one never seen. */
  clockOf(client: number): number
  /** The person whose client id this is, {@link SERVER}, or undefined when nobody wrote under it. */
  ownerOf(client: number): string | undefined
}

/** Stands for whoever writes under a client id that nobody is known by. */
export const UNKNOWN = '?'

/** How far the server believes what others hold; it does so only after a crash. */
export interface Belief {
  /** Text of others passes: the crash may have taken it, and its author has not come back. */
  readonly trusted: boolean
  /** Whether a client id that nobody had may become this person's. */
  readonly mayClaim: (client: number) => boolean
}

const STRICT: Belief = { trusted: false, mayClaim: () => true }

/** The owner of the client ids that are kept for the server; no person has this id. */
export const SERVER = ''

/** Client ids below this are the server's: the seed, its own edits (D2, M11). */
export const SERVER_IDS = 1_024

/** One update may add this many characters and objects of one client id at most. */
const MAX_JUMP = 1_000_000
const MAX_CLOCK = 2 ** 31

/** What to do with an update (W6). */
export type Verdict =
  /**
   * Apply it. `ends` holds the clock that each of its client ids reaches, `claims` those not seen before. One that
   * `overlaps` brings structures that are held already: they may carry words that were removed since (D10).
   */
  | {
      readonly kind: 'accept'
      readonly ends: ReadonlyMap<number, number>
      readonly claims: readonly number[]
      readonly overlaps: boolean
    }
  /** It brings nothing new. */
  | { readonly kind: 'known' }
  /** It holds text of somebody else that the state does not: `owners` may still bring it themselves. */
  | { readonly kind: 'foreign'; readonly owners: readonly string[]; readonly reason: string }
  | { readonly kind: 'refuse'; readonly reason: string }

const refuse = (reason: string): Verdict => ({ kind: 'refuse', reason })

/** Judges an update by `person` before anything is done with it (W6). */
export function judgeUpdate(update: Uint8Array, person: string, known: Known, belief = STRICT): Verdict {
  const parsed = decode(update)
  if (!parsed) return refuse('the update does not parse')
  const { structs, ds } = parsed
  if (structs.length === 0 && ds.clients.size === 0) return { kind: 'known' }

  const ends = new Map<number, number>()
  let overlaps = false
  for (const struct of structs) {
    const { client, clock } = struct.id
    const held = ends.get(client) ?? known.clockOf(client)
    if (!(struct.length > 0)) return refuse('a structure has no length')
    if (struct instanceof Y.Skip || clock > held) return refuse('the update leaves a gap')
    if (clock < known.clockOf(client)) overlaps = true
    ends.set(client, Math.max(held, clock + struct.length))
  }
  const claims: number[] = []
  const owners = new Set<string>()
  for (const [client, end] of ends) {
    const held = known.clockOf(client)
    if (end <= held) continue
    if (end - held > MAX_JUMP || end > MAX_CLOCK) return refuse('the clock jumps')
    if (client < SERVER_IDS) return refuse('the client id is the server’s')
    const owner = known.ownerOf(client)
    if (owner === undefined && held === 0) {
      if (belief.trusted || belief.mayClaim(client)) claims.push(client)
      else owners.add(UNKNOWN)
    } else if (owner !== person && !belief.trusted) owners.add(owner ?? SERVER)
  }
  const reaches = (client: number): number => ends.get(client) ?? known.clockOf(client)
  const missing = (id: Y.ID | null, of: Y.Item): boolean =>
    id !== null && id.clock >= (id.client === of.id.client ? of.id.clock : reaches(id.client))
  for (const struct of structs) {
    const isNew = struct.id.clock + struct.length > known.clockOf(struct.id.client)
    if (!isNew) continue
    if (struct instanceof Y.Item) {
      const parent = struct.parent instanceof Y.ID ? struct.parent : null
      if (missing(struct.origin, struct) || missing(struct.rightOrigin, struct) || missing(parent, struct)) {
        return refuse('the update builds on text that is not there')
      }
    } else if (owners.size > 0 && known.ownerOf(struct.id.client) !== person) {
      return refuse('the update takes away places of somebody else')
    }
  }
  for (const [client, ranges] of ds.clients) {
    const end = reaches(client)
    for (const { clock, len } of ranges) {
      if (!(len > 0) || clock + len > end) return refuse('the update deletes text that is not there')
    }
  }
  if (owners.size > 0)
    return { kind: 'foreign', owners: [...owners], reason: 'the client id is somebody else’s' }
  const isNew = ds.clients.size > 0 || [...ends].some(([client, end]) => end > known.clockOf(client))
  return isNew ? { kind: 'accept', ends, claims, overlaps } : { kind: 'known' }
}

/** What of an update is not held yet: what was removed since must not come back in the bytes of the log (D10). */
export function newIn(update: Uint8Array, known: Known): Uint8Array {
  const held = [...Y.parseUpdateMeta(update).to.keys()].map(
    client => [client, known.clockOf(client)] as const,
  )
  return Y.diffUpdate(update, Y.encodeStateVector(new Map(held)))
}

function decode(update: Uint8Array): ReturnType<typeof Y.decodeUpdate> | null {
  try {
    return Y.decodeUpdate(update)
  } catch {
    return null
  }
}
