import { accessSync, constants, mkdirSync } from 'node:fs'
import { createServer as createHttpServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Logger, pino } from 'pino'
import { DAY, HOUR, MINUTE, SECOND } from '../shared/base/time.ts'
import { type Access, openAccess, type ProviderChoice } from './access/access.ts'
import { isOwnOrigin } from './access/origin.ts'
import { createRetention } from './access/retention.ts'
import { newId, newSecret } from './access/secrets.ts'
import { goOnFrom, now } from './clock.ts'
import { addressesFor } from './http/address.ts'
import { createApp } from './http/app.ts'
import { ownHosts } from './http/hosts.ts'
import { createMetrics } from './http/metrics.ts'
import { RESTORABLE } from './http/routes/lifecycle.ts'
import type { Services } from './http/services.ts'
import { authoriseSocket, whyNotAnyMore } from './http/socketAccess.ts'
import { type Commit, watchCommits } from './library/commits.ts'
import { type Library, openLibrary } from './library/library.ts'
import { Agendas } from './meeting/agendas.ts'
import { openMeetings } from './meetings.ts'
import type { Rooms } from './room/api.ts'
import { attachSync } from './room/attachSync.ts'
import { createRooms } from './room/rooms.ts'
import type { Settings } from './settings.ts'
import { StartError, systemCode } from './startError.ts'
import { openStore } from './store/openStore.ts'
import { keptSecret } from './store/secret.ts'
import type { Store } from './store/store.ts'
import { startUpkeep } from './upkeep.ts'
import { createWork } from './work/work.ts'

/** A server that answers at `url` until it is closed. */
export interface RunningServer {
  /** Where it listens. */
  readonly url: string
  /** What signs the owner in: OWNER_TOKEN, or a secret made for this run. */
  readonly ownerToken: string
  /** Writes down what went wrong beside any request: nothing that the store does ends the process. */
  failed(error: unknown): void
  /** Not ready any more, everything committed, sockets closed with 1012, the store closed (O2). */
  close(): Promise<void>
}

/** Starts a server with these settings; throws a {@link StartError} when whoever started it has to change something. */
export async function createServer(settings: Settings): Promise<RunningServer> {
  const logger = pino({ level: settings.logLevel })
  const ownerToken = settings.ownerToken ?? newSecret()
  const heard: ((commit: Commit) => void)[] = []
  const store = watchCommits(await openStoreOf(settings, logger), commit => {
    for (const listener of heard) listener(commit)
  })
  await goOn(store, logger)
  const rooms = createRooms({ store, logger })
  const library = await openLibrary({ store, rooms, logger, now })
  const access = await openAccess(store, ownerToken, now, providerOf(settings, logger))
  const meetings = openMeetings({ store, rooms, access, library, logger })
  const agendas = new Agendas(store.settings, newId, now)
  const metrics = createMetrics(rooms)
  const work = createWork()
  heard.push(library.heard, metrics.heard, ({ heads }) => {
    for (const postmortem of heads.keys()) meetings.edited(postmortem)
  })
  keepRoles(rooms, access, store, logger)
  const retention = createRetention(store, access.audit, now, async id => {
    const room = rooms.list().find(open => open.id === id)
    if (room && room.people().length > 0) return false
    await library.remove(id)
    return true
  })
  const chores = [
    { name: 'sessions', every: HOUR, run: access.sessions.purge },
    { name: 'clock', every: MINUTE, run: () => store.settings.put(REACHED, now()) },
    { name: 'refusals', every: HOUR, run: access.refusals.settle },
    { name: 'retention', every: DAY, run: retention.apply },
    { name: 'deleted', every: HOUR, run: () => removeDeleted(store, library, access) },
  ]
  const upkeep = startUpkeep(chores, now, logger)

  let isClosing = false
  const parts = {
    settings,
    store,
    rooms,
    meetings,
    agendas,
    library,
    access,
    retention,
    metrics,
    work,
    logger,
    now,
  }
  const isOwnHost = ownHosts(settings)
  const known = { addressOf: addressesFor(settings), isOwnHost }
  const services: Services = { ...parts, ...known, isClosing: () => isClosing }
  const server = createHttpServer({ requestTimeout: REQUEST_TIMEOUT }, createApp(services))
  attachSync(server, {
    rooms,
    logger,
    authorise: (request, postmortem) => authoriseSocket(services, request, postmortem),
    originAllowed: (origin, { headers }) =>
      isOwnHost(headers.host) &&
      (origin === undefined || isOwnOrigin(origin, headers.host, settings.publicUrl)),
  })

  const close = async (): Promise<void> => {
    isClosing = true
    await upkeep.close()
    await work.close()
    library.close()
    await meetings.close()
    await rooms.close()
    await stopListening(server)
    await store.settings
      .put(REACHED, now())
      .catch(err => logger.error({ err }, 'the time could not be written down'))
    await access.refusals.close().catch(err => logger.error({ err }, 'refusals could not be written down'))
    await store.close()
  }
  try {
    const failed = (err: unknown): void => logger.error({ err }, 'something failed that nobody waited for')
    return { url: await listen(server, settings), ownerToken, failed, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** The identity provider, when the settings name one; settings that do not fit together were refused before. */
function providerOf({ provider, publicUrl }: Settings, logger: Logger): ProviderChoice | null {
  if (!provider || publicUrl === null) return null
  const failed = (err: unknown): void => logger.warn({ err }, 'the sign-in provider could not be used')
  return { settings: provider, publicUrl, failed }
}

/**
 * A role that is taken away or changed, and a session or token that ended, closes the person's sockets; they come back
 * with what they may do now, or not at all (W5).
 */
function keepRoles(rooms: Rooms, access: Access, store: Store, logger: Logger): void {
  const ended = (person: string): void => rooms.disconnect(person, 'restart')
  access.sessions.onEnd(ended)
  access.tokens.onEnd(ended)
  access.people.onChange(ended)
  access.roles.onChange((postmortem, person, role) => {
    const room = rooms.list().find(({ id }) => id === postmortem)
    room?.disconnect(person, role === null ? 'noAccess' : 'restart')
  })
  // A role that changes between the question and the joining would otherwise stay until the next reconnect.
  rooms.onJoin((room, person) => {
    const check = async (): Promise<void> => {
      const reason = await whyNotAnyMore({ access, store }, person, room.id)
      if (reason) room.disconnect(person.id, reason)
    }
    check().catch(err => logger.error({ err, room: room.id }, 'a role could not be checked'))
  })
}

/** A request, its body included, has to be here within this, ms: 8 MB at 0.5 Mbit/s. */
const REQUEST_TIMEOUT = 2 * MINUTE

/** How far time had gone when it was last written down, in ms since the epoch. */
const REACHED = 'clock/reached'

/** Time goes on from where it had gone before a restart, so that what had expired stays so (M9). */
async function goOn(store: Store, logger: Logger): Promise<void> {
  const reached = await store.settings.get(REACHED)
  if (typeof reached !== 'number' || reached <= now()) return
  const by = { seconds: Math.round((reached - now()) / SECOND) }
  if (goOnFrom(reached)) logger.warn(by, 'the system clock was set back; time goes on from where it was')
  else logger.error(by, 'the system clock lies more than a day behind what was stored; one of both is wrong')
}

/** Removes for good what was deleted long enough ago. */
async function removeDeleted(store: Store, library: Library, access: Access): Promise<void> {
  for (const { id, deletedAt, title } of await store.postmortems.deleted()) {
    if (deletedAt === null || deletedAt > now() - RESTORABLE) continue
    await library.remove(id)
    await access.audit('', 'postmortem/removed', id, { title })
  }
}

/** Ends idle connections at once, and the others when their answer is out or after two seconds. */
async function stopListening(server: Server): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), 2_000)
  await new Promise<void>(resolve => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
  clearTimeout(timer)
}

async function openStoreOf(settings: Settings, logger: Logger): Promise<Store> {
  const { dataDir, databaseUrl } = settings
  const secret = secretOf(settings)
  const onBroken = (err: Error): void => logger.warn({ err }, 'a database connection broke')
  try {
    const store = await openStore({ dataDir, databaseUrl: databaseUrl ?? undefined, secret, onBroken })
    const unopened = await store.meetings.unopened()
    if (unopened.length > 0) logger.error({ rooms: unopened }, UNOPENED)
    return store
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartError(databaseUrl ? `The database of DATABASE_URL cannot be used: ${reason}.` : reason)
  }
}

const UNOPENED =
  'what these meetings keep private was stored with another secret: set SECRET_KEY to what it was, or put its file back into DATA_DIR, and start again'

/** SECRET_KEY, or what the data folder keeps instead. */
function secretOf({ dataDir, databaseUrl, secretKey }: Settings): string {
  if (!databaseUrl) makeWritable(dataDir)
  if (secretKey !== null) return secretKey
  // With Postgres the folder holds nothing else, and the secret of an earlier start can be read where nothing is written.
  try {
    return keptSecret(dataDir)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartError(`The secret that ${dataDir} keeps cannot be used: ${reason} Or set SECRET_KEY.`)
  }
}

function makeWritable(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    accessSync(dataDir, constants.W_OK | constants.X_OK)
  } catch (error) {
    const why = systemCode(error)
    throw new StartError(
      `The data folder ${dataDir} cannot be written to (${why}). Make it writable, or set DATA_DIR to another folder.`,
    )
  }
}

async function listen(server: Server, { host, port }: Settings): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  }).catch((error: unknown) => {
    throw new StartError(whyNotListening(systemCode(error), host, port))
  })
  const { port: used } = server.address() as AddressInfo
  const name = /^(0\.0\.0\.0|::)$/.test(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${used}`
}

function whyNotListening(code: string, host: string, port: number): string {
  if (code === 'EADDRINUSE') {
    return `Port ${port} on ${host} is taken. Stop the program that has it, or set PORT to another one.`
  }
  if (code === 'EACCES') {
    return `This user may not listen on port ${port}. Set PORT to one above 1023.`
  }
  return `The server cannot listen on ${host}:${port} (${code}). Set HOST to an address of this machine.`
}
