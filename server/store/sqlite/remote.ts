import type { MessagePort, Worker } from 'node:worker_threads'
import type { LogBatch } from '../log.ts'
import type { Store } from '../store.ts'
import { packBatches, unpackBatches } from './packedBatches.ts'

/** A call across the thread boundary: `path` is a concern and its method, or a method of the store itself. */
interface Call {
  readonly id: number
  readonly path: readonly string[]
  readonly args: readonly unknown[]
}

/** Batches to append, packed: by far the most frequent call. */
interface Append {
  readonly id: number
  readonly batches: Uint8Array
}

type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: { readonly message: string; readonly code: string } }

type Method = (...args: readonly unknown[]) => Promise<unknown>

/**
 * Lets the other side of `port` call every method of `store`; says `ready` first. `check` runs before each call but the
 * last, and fails it by throwing.
 */
export function serve(port: MessagePort, store: Store, check: () => void): void {
  port.on('message', async (asked: Call | Append) => {
    const { id } = asked
    try {
      if ('batches' in asked || asked.path[0] !== 'close') check()
      const value =
        'batches' in asked
          ? await store.log.append(unpackBatches(asked.batches))
          : await methodAt(store, asked.path)(...asked.args)
      port.postMessage({ id, value } satisfies Answer)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      const message = error instanceof Error ? error.message : String(error)
      port.postMessage({ id, failure: { message, code } } satisfies Answer)
    }
  })
  port.postMessage('ready')
}

function methodAt(store: Store, path: readonly string[]): Method {
  let holder: unknown = null
  let target: unknown = store
  for (const name of path) {
    holder = target
    target = (target as Record<string, unknown>)[name]
  }
  if (typeof target !== 'function') throw new Error(`The store has no ${path.join('.')}`)
  return target.bind(holder) as Method
}

/** A failure that the store reported from its own thread; `code` is the database's, such as SQLITE_FULL. */
export class StoreError extends Error {
  readonly code: string

  constructor(message: string, code: string) {
    super(message)
    this.name = 'StoreError'
    this.code = code
  }
}

/** The store that `worker` serves. Everything in flight fails when the worker ends. */
export async function connect(worker: Worker): Promise<Store> {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let lastId = 0
  let gone: Error | null = null
  const fail = (error: Error): void => {
    gone ??= error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.on('message', (answer: Answer | 'ready') => {
    if (answer === 'ready') return
    const call = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('failure' in answer) call?.reject(new StoreError(answer.failure.message, answer.failure.code))
    else call?.resolve(answer.value)
  })
  worker.on('error', error => fail(error instanceof Error ? error : new Error(String(error))))
  worker.on('exit', () => fail(new StoreError('The store was closed.', 'CLOSED')))

  const ask = (post: (id: number) => void): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (gone) return reject(gone)
      const id = ++lastId
      waiting.set(id, { resolve, reject })
      post(id)
    })
  const call = (path: readonly string[], args: readonly unknown[]): Promise<unknown> =>
    ask(id => worker.postMessage({ id, path, args } satisfies Call))
  const append = async (batches: readonly LogBatch[]): Promise<number[]> => {
    const packed = packBatches(batches)
    const seqs = await ask(id =>
      worker.postMessage({ id, batches: packed } satisfies Append, [packed.buffer]),
    )
    return seqs as number[]
  }
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve())
    worker.once('error', reject)
  })
  return remoteStore(call, append, async () => {
    await call(['close'], [])
    await worker.terminate()
  })
}

function remoteStore(
  call: (path: readonly string[], args: readonly unknown[]) => Promise<unknown>,
  append: Store['log']['append'],
  close: () => Promise<void>,
): Store {
  const concern = <K extends keyof Store>(name: K): Store[K] =>
    new Proxy<Record<string, Method>>(
      {},
      {
        get: (methods, method) => {
          // A promise that resolves to this object would ask it for `then`.
          if (typeof method !== 'string' || method === 'then') return undefined
          methods[method] ??= (...args) => call([name, method], args)
          return methods[method]
        },
      },
    ) as unknown as Store[K]
  const log = concern('log')
  log.append = append
  return {
    log,
    postmortems: concern('postmortems'),
    versions: concern('versions'),
    access: concern('access'),
    meetings: concern('meetings'),
    images: concern('images'),
    audit: concern('audit'),
    settings: concern('settings'),
    probe: async () => {
      await call(['probe'], [])
    },
    close,
  }
}
