import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

const FORMAT = 1

/** Updates in order as the bytes of one log row: a format number, then each with its length. Merges nothing. */
export function packUpdates(updates: readonly Uint8Array[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, FORMAT)
  for (const update of updates) encoding.writeVarUint8Array(encoder, update)
  return encoding.toUint8Array(encoder)
}

/** The inverse of {@link packUpdates}; throws when the bytes are something else. */
export function unpackUpdates(bytes: Uint8Array): Uint8Array[] {
  const decoder = decoding.createDecoder(bytes)
  const format = decoding.readVarUint(decoder)
  if (format !== FORMAT) throw new Error(`A log row of the unknown format ${format}`)
  const updates: Uint8Array[] = []
  while (decoding.hasContent(decoder)) updates.push(decoding.readVarUint8Array(decoder))
  return updates
}
