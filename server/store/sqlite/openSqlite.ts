import { Worker } from 'node:worker_threads'
import type { Store } from '../store.ts'
import { connect } from './remote.ts'

/** A store on SQLite in `dataDir`, run by a worker thread. Rejects when another process has the directory. */
export async function openSqlite(dataDir: string, secret: string): Promise<Store> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { dataDir, secret } })
  try {
    return await connect(worker)
  } catch (error) {
    await worker.terminate()
    throw error
  }
}
