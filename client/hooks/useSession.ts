import { type Session, session } from '../connection/session.ts'
import { useObservable } from './useObservable.ts'

/** Whether someone is signed in on this device, and who. */
export const useSession = (): Session => useObservable(session)
