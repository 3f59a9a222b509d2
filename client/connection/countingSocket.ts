import * as decoding from 'lib0/decoding'
import { SYNC } from '../../shared/protocol/frames.ts'
import { FRAME } from '../../shared/protocol/messages.ts'

/** A constructor of browser-like sockets. */
export type SocketClass = typeof WebSocket

/** What a counting socket tells about each sync frame that carries changes; `frame` counts from 1 on each socket. */
export type SyncFrameSent = (kind: 'step2' | 'update', frame: number) => void

/** A socket class that counts the sync frames it sends as the server counts them: step 2 and update (P2). */
export function countingSocket(Base: SocketClass, onSent: SyncFrameSent): SocketClass {
  return class extends Base {
    #frames = 0

    override send(data: Parameters<WebSocket['send']>[0]): void {
      super.send(data)
      if (!(data instanceof Uint8Array)) return
      const kind = changesIn(data)
      if (kind) onSent(kind, ++this.#frames)
    }
  }
}

function changesIn(data: Uint8Array): 'step2' | 'update' | null {
  const decoder = decoding.createDecoder(data)
  if (decoding.readVarUint(decoder) !== FRAME.sync) return null
  const step = decoding.readVarUint(decoder)
  return step === SYNC.step2 ? 'step2' : step === SYNC.update ? 'update' : null
}
