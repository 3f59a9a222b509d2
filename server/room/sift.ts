import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { buildsOnMissing, type Decoded, decode, type Known, type Reaches } from './updateCheck.ts'

/** What of an update can be taken as it is: an update of its own, and whether anything had to be left out. */
export interface Sifted {
  /** Null when nothing new is left. Holds nothing that is held already. */
  readonly part: Uint8Array | null
  /** The clock that each client id with new structures reaches. */
  readonly ends: ReadonlyMap<number, number>
  readonly isWhole: boolean
}

/** After this many rounds of leaving out what builds on what was left out, nothing is taken: honest updates need few. */
const MAX_ROUNDS = 50

const NOTHING: Sifted = { part: null, ends: new Map(), isWhole: false }

/**
 * Takes of an update what follows without a gap on what is held, what builds on nothing that is missing, and what
 * `mayBring` allows; deletions of what is then held. The rest is left out: applied, it would stay pending for ever.
 */
export function sift(update: Uint8Array, known: Known, mayBring: (client: number) => boolean): Sifted {
  const parsed = decode(update)
  if (!parsed) return NOTHING
  const structs = Map.groupBy(parsed.structs, ({ id }) => id.client)
  const ends = new Map<number, number>()
  let isWhole = true
  for (const [client, theirs] of structs) {
    const end = reachOf(theirs, known.clockOf(client), mayBring(client))
    isWhole &&= end.isWhole
    if (end.clock > known.clockOf(client)) ends.set(client, end.clock)
  }
  const reaches: Reaches = client => ends.get(client) ?? known.clockOf(client)
  for (let round = 0, hasChanged = true; hasChanged; round++) {
    if (round === MAX_ROUNDS) return NOTHING
    hasChanged = false
    for (const [client, end] of ends) {
      const cut = cutOf(structs.get(client) ?? [], known.clockOf(client), end, reaches)
      if (cut === end) continue
      hasChanged = true
      isWhole = false
      if (cut > known.clockOf(client)) ends.set(client, cut)
      else ends.delete(client)
    }
  }
  const deletions = new Map<number, { clock: number; len: number }[]>()
  for (const [client, ranges] of parsed.ds.clients) {
    const kept = ranges.flatMap(({ clock, len }) => {
      const left = Math.min(len, reaches(client) - clock)
      isWhole &&= left === len
      return left > 0 ? [{ clock, len: left }] : []
    })
    if (kept.length > 0) deletions.set(client, kept)
  }
  if (ends.size === 0 && deletions.size === 0) return { ...NOTHING, isWhole }
  return { part: encode(structs, known, ends, deletions), ends, isWhole }
}

type Struct = Decoded['structs'][number]

/** How far the structures of one client id reach from `held` on without a gap. */
function reachOf(
  structs: readonly Struct[],
  held: number,
  mayBring: boolean,
): { clock: number; isWhole: boolean } {
  let clock = held
  for (const struct of structs) {
    const end = struct.id.clock + struct.length
    if (end <= clock) continue
    if (!mayBring || struct instanceof Y.Skip || struct.id.clock > clock) return { clock, isWhole: false }
    clock = end
  }
  return { clock, isWhole: true }
}

/** Where the structures from `held` to `end` first build on something that is not reached; `end` when nowhere. */
function cutOf(structs: readonly Struct[], held: number, end: number, reaches: Reaches): number {
  for (const struct of structs) {
    const { clock } = struct.id
    if (clock >= end) break
    if (clock + struct.length <= held || !(struct instanceof Y.Item)) continue
    if (buildsOnMissing(struct, reaches)) return Math.max(held, clock)
  }
  return end
}

/** Writes the update format V1 of Yjs 13: blocks of structures by client id, the highest first, then deletions. */
function encode(
  structs: ReadonlyMap<number, readonly Struct[]>,
  known: Known,
  ends: ReadonlyMap<number, number>,
  deletions: ReadonlyMap<number, readonly { clock: number; len: number }[]>,
): Uint8Array {
  const encoder = new Y.UpdateEncoderV1()
  const { restEncoder } = encoder
  encoding.writeVarUint(restEncoder, ends.size)
  for (const [client, end] of [...ends].sort(([a], [b]) => b - a)) {
    const held = known.clockOf(client)
    const taken = (structs.get(client) ?? []).filter(
      ({ id, length }) => id.clock + length > held && id.clock < end,
    )
    encoding.writeVarUint(restEncoder, taken.length)
    encoder.writeClient(client)
    encoding.writeVarUint(restEncoder, held)
    let clock = held
    for (const struct of taken) {
      struct.write(encoder, clock - struct.id.clock)
      clock = struct.id.clock + struct.length
    }
  }
  encoding.writeVarUint(restEncoder, deletions.size)
  for (const [client, ranges] of [...deletions].sort(([a], [b]) => b - a)) {
    encoder.resetDsCurVal()
    encoding.writeVarUint(restEncoder, client)
    encoding.writeVarUint(restEncoder, ranges.length)
    for (const { clock, len } of ranges) {
      encoder.writeDsClock(clock)
      encoder.writeDsLen(len)
    }
  }
  return encoder.toUint8Array()
}
