import { parentPort, workerData } from 'node:worker_threads'
import { mustBeThere, openDatabase } from './openDatabase.ts'
import { serve } from './remote.ts'

// Fsync blocks: it happens on this thread, never on the event loop that relays (PERFORMANCE, P2).
if (!parentPort) throw new Error('This file runs as a worker of sqlite/openSqlite.ts')
const { dataDir, secret } = workerData as { dataDir: string; secret: string }
serve(parentPort, await openDatabase(dataDir, secret), mustBeThere(dataDir))
