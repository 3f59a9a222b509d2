/** Our rooms on a real SQLite store; `--forget` keeps nothing, to see what durability costs. */
import type { Store } from '../../../server/store/store.ts'
import { startSyncServer } from '../../support/syncServer.ts'
import { meetingDocument } from '../meetingDocument.ts'
import { report } from './serve.ts'

const forgets = process.argv.includes('--forget')
let seq = 1
const forgetful = (store: Store): Store => ({
  ...store,
  probe: () => store.probe(),
  close: () => store.close(),
  log: {
    append: async batches => batches.map(() => ++seq),
    seed: (...args) => store.log.seed(...args),
    load: (...args) => store.log.load(...args),
    readSince: (...args) => store.log.readSince(...args),
    saveSnapshot: async () => {},
    rewrite: (...args) => store.log.rewrite(...args),
  },
})
const server = await startSyncServer({
  // The bench writes faster than any person; all other limits are as they are.
  limits: { framesPerSecond: 1e6, frameBurst: 1e6 },
  ...(forgets && { through: forgetful }),
})
for (let room = 0; room < 200; room++) await server.create(`room-${room}`)
await server.store.log.seed('meeting', meetingDocument(), 1)
report({ port: server.port })
