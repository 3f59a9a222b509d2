import { randomInt } from 'node:crypto'
import { SERVER_IDS } from './updateCheck.ts'

/** A client id of the server's own (N6): drawn from so many that none is drawn twice. */
export const newServerClient = (): number => SERVER_IDS + randomInt(2 ** 32)
