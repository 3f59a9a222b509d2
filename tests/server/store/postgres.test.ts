import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../../../server/store/openStore.ts'
import type { Store } from '../../../server/store/store.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres.ts'
import { storeContract } from './contract.ts'

const SECRET = 'the secret of the tests of this store'

let server: PostgresServer
let databaseUrl: string
let store: Store

beforeAll(async () => {
  server = await startPostgres()
  databaseUrl = await server.createDatabase()
  store = await openStore({ dataDir: '', databaseUrl, secret: SECRET })
}, 120_000)

afterAll(async () => {
  await store?.close()
  await server?.stop()
})

describe('Postgres', () => {
  storeContract({
    store: () => store,
    reopen: async () => {
      await store.close()
      store = await openStore({ dataDir: '', databaseUrl, secret: SECRET })
      return store
    },
  })

  it('[N1] two nodes that start on an empty database at once both get its tables', async () => {
    const url = await server.createDatabase()
    const nodes = await Promise.all(
      [1, 2].map(() => openStore({ dataDir: '', databaseUrl: url, secret: SECRET })),
    )
    await Promise.all(nodes.map(node => node.probe()))
    await Promise.all(nodes.map(node => node.close()))
  })

  it('[P3] while the database is down writes fail, and work again once it is back', async () => {
    await server.kill()
    await expect(store.probe()).rejects.toThrow()
    await server.start()
    await expect(store.probe()).resolves.toBeUndefined()
    expect(await store.settings.get('store/probe')).toEqual(expect.any(Number))
  })
})
