import { fileURLToPath } from 'node:url'
import { createServer } from './createServer.ts'
import { readSettings } from './settings.ts'
import { StartError } from './startError.ts'

/** All that is under way may take this long after SIGTERM before the process ends all the same (O2). */
const CLOSE_WITHIN = 9_000

const fail = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

const settings = readSettings(process.env, fileURLToPath(new URL('../client/dist', import.meta.url)))
if (!settings.ok) fail(settings.error.message)
else {
  const server = await createServer(settings.value).catch((error: unknown) => {
    if (error instanceof StartError) return fail(error.message)
    throw error
  })

  let isClosing = false
  const stop = (): void => {
    if (isClosing) return
    isClosing = true
    setTimeout(() => process.exit(1), CLOSE_WITHIN).unref()
    server.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  // A job that nobody waits for, such as the saving of a version, may fail with the store; the next one works again.
  process.on('unhandledRejection', server.failed)
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)

  process.stdout.write(`Debrief is running at ${server.url}\n`)
  // Behind a proxy only the public address carries the cookie and the origin that sign-in needs.
  const link = `${settings.value.publicUrl ?? server.url}/sign-in`
  process.stdout.write(
    settings.value.ownerToken
      ? `The owner signs in with OWNER_TOKEN: enter it at ${link}\n`
      : `The owner signs in at ${link}#${server.ownerToken}\n`,
  )
}
