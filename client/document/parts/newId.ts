import { randomId } from '../../../shared/base/ids.ts'

/** An id for a new row of a list. */
export const newId = (): string => randomId(bytes => crypto.getRandomValues(new Uint8Array(bytes.length)), 12)
