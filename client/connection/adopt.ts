import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { EDIT } from '../../shared/document/schema.ts'

/** The smallest client id that is given here; small ones are the server's, as are those over 32 bits. */
const FIRST_ID = 2 ** 20

/**
 * Takes what `kept` holds and `doc` lacks into `doc`, as an edit that was made here: under new client ids, because the
 * old ones belong to somebody else (W6). The new ids follow from the old, so that doing it twice adds nothing. What is
 * deleted in `kept` is deleted.
 */
export function adopt(kept: Y.Doc, doc: Y.Doc): void {
  const update = Y.encodeStateAsUpdate(kept, Y.encodeStateVector(doc))
  const moved = renumbered(update)
  doc.transact(transaction => {
    Y.applyUpdate(doc, moved)
    // Applying makes it look like somebody else's change; it is this person's from now on, to be sent, counted, undone.
    transaction.local = true
  }, EDIT)
}

type Decoded = ReturnType<typeof Y.decodeUpdate>
type Struct = Decoded['structs'][number]

/** The same update with everything that it brings under other client ids. */
function renumbered(update: Uint8Array): Uint8Array {
  const { structs, ds } = Y.decodeUpdate(update)
  const blocks = Map.groupBy(structs, ({ id }) => id.client)
  const starts = new Map([...blocks].map(([client, [first]]) => [client, first?.id.clock ?? 0]))
  const idOf = ({ client, clock }: Y.ID): Y.ID => {
    const start = starts.get(client)
    return start === undefined || clock < start
      ? Y.createID(client, clock)
      : Y.createID(newClient(client, start), clock - start)
  }
  const encoder = new Y.UpdateEncoderV1()
  const { restEncoder } = encoder
  encoding.writeVarUint(restEncoder, blocks.size)
  for (const [client, block] of blocks) {
    const start = starts.get(client) ?? 0
    encoding.writeVarUint(restEncoder, block.length)
    encoder.writeClient(newClient(client, start))
    encoding.writeVarUint(restEncoder, 0)
    for (const struct of block) renumber(struct, idOf).write(encoder, 0)
  }
  writeDeletions(encoder, ds, starts)
  return encoder.toUint8Array()
}

function renumber(struct: Struct, idOf: (id: Y.ID) => Y.ID): Struct {
  if (!(struct instanceof Y.Item)) return struct
  const map = (id: Y.ID | null): Y.ID | null => id && idOf(id)
  struct.origin = map(struct.origin)
  struct.rightOrigin = map(struct.rightOrigin)
  if (struct.parent instanceof Y.ID) struct.parent = idOf(struct.parent)
  return struct
}

function writeDeletions(
  encoder: Y.UpdateEncoderV1,
  { clients }: Decoded['ds'],
  starts: ReadonlyMap<number, number>,
): void {
  const ranges = new Map<number, { clock: number; len: number }[]>()
  const add = (client: number, clock: number, end: number): void => {
    if (end > clock) ranges.set(client, [...(ranges.get(client) ?? []), { clock, len: end - clock }])
  }
  for (const [client, deleted] of clients) {
    const start = starts.get(client) ?? Number.POSITIVE_INFINITY
    for (const { clock, len } of deleted) {
      add(client, clock, Math.min(clock + len, start))
      if (clock + len > start)
        add(newClient(client, start), Math.max(clock, start) - start, clock + len - start)
    }
  }
  encoding.writeVarUint(encoder.restEncoder, ranges.size)
  for (const [client, deleted] of ranges) {
    encoder.resetDsCurVal()
    encoding.writeVarUint(encoder.restEncoder, client)
    encoding.writeVarUint(encoder.restEncoder, deleted.length)
    for (const { clock, len } of deleted) {
      encoder.writeDsClock(clock)
      encoder.writeDsLen(len)
    }
  }
}

/** A client id that follows from another one and a clock, spread over all that a client may have (FNV-1a). */
function newClient(client: number, start: number): number {
  let hash = 0x811c9dc5
  for (const letter of `${client}:${start}`)
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return FIRST_ID + (hash % (2 ** 32 - FIRST_ID))
}
