import { startPostgres } from './postgres.ts'

/** Starts one Postgres for all tests of a project, and ends it after the last of them. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await startPostgres()
  process.env.TEST_POSTGRES_URL = await server.createDatabase()
  return async () => {
    delete process.env.TEST_POSTGRES_URL
    await server.stop()
  }
}
