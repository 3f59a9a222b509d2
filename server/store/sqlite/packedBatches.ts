import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { ClientBinding, LogBatch, UnattributedRange } from '../log.ts'

/** Batches as one stretch of bytes, which crosses to another thread without being copied piece by piece. */
export function packBatches(batches: readonly LogBatch[]): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, batches.length)
  for (const { postmortem, updates, clients, unattributed, at } of batches) {
    encoding.writeVarString(encoder, postmortem)
    encoding.writeVarUint(encoder, at)
    encoding.writeVarUint(encoder, clients.length)
    for (const { client, person } of clients) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarString(encoder, person)
    }
    encoding.writeVarUint(encoder, unattributed.length)
    for (const { client, clock, length } of unattributed) {
      for (const number of [client, clock, length]) encoding.writeVarUint(encoder, number)
    }
    encoding.writeVarUint(encoder, updates.length)
    for (const update of updates) encoding.writeVarUint8Array(encoder, update)
  }
  return encoding.toUint8Array(encoder)
}

/** The inverse of {@link packBatches}. Updates are views into `bytes`. */
export function unpackBatches(bytes: Uint8Array): LogBatch[] {
  const decoder = decoding.createDecoder(bytes)
  return times(decoder, () => {
    const postmortem = decoding.readVarString(decoder)
    const at = decoding.readVarUint(decoder)
    const clients = times(decoder, (): ClientBinding => {
      const client = decoding.readVarUint(decoder)
      return { client, person: decoding.readVarString(decoder) }
    })
    const unattributed = times(decoder, (): UnattributedRange => {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      return { client, clock, length: decoding.readVarUint(decoder) }
    })
    return {
      postmortem,
      at,
      clients,
      unattributed,
      updates: times(decoder, () => decoding.readVarUint8Array(decoder)),
    }
  })
}

const times = <T>(decoder: decoding.Decoder, read: () => T): T[] =>
  Array.from({ length: decoding.readVarUint(decoder) }, read)
