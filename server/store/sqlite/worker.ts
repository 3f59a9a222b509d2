import { parentPort, workerData } from 'node:worker_threads'
import { openDatabase } from './openDatabase.ts'
import { serve } from './remote.ts'

// Fsync blocks: it happens on this thread, never on the event loop that relays (PERFORMANCE, P2).
if (!parentPort) throw new Error('This file runs as a worker of sqlite/openSqlite.ts')
serve(parentPort, await openDatabase((workerData as { dataDir: string }).dataDir))
