import { randomId } from '../../../shared/base/ids.ts'

/** An id for a new row of a list. */
export const newId = (): string => randomId(bytes => crypto.getRandomValues(bytes), 12)
