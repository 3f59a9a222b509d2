import { textOf } from '../../shared/document/schema.ts'
import { RawPeer } from '../support/peers.ts'
import type { TestServer } from '../support/server.ts'
import { rowId } from './postmortemOfSize.ts'

/** How often each typist presses a key: a fast one does so five times a second. */
const KEY_EVERY_MS = 200

/** People without a browser who each type in a row of their own until they leave. */
export async function startTypists(
  server: TestServer,
  at: { readonly url: string },
  postmortem: string,
  count: number,
): Promise<{ leave(): Promise<void> }> {
  const typists = await Promise.all(
    Array.from({ length: count }, async (_, which) => {
      const { session } = await server.guest(postmortem, 'participant', `Typist ${which}`)
      const peer = await RawPeer.join(at, postmortem, 'v=1', { authorization: `Bearer ${session}` })
      const keys = setInterval(() => {
        peer.edit(doc => {
          const text = textOf(doc, 'timeline', rowId(10 + which))
          text?.insert(text.length, 'w')
        })
      }, KEY_EVERY_MS)
      return { peer, keys }
    }),
  )
  return {
    leave: async () => {
      for (const { peer, keys } of typists) {
        clearInterval(keys)
        peer.leave()
      }
    },
  }
}
