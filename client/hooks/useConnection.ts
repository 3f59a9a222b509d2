import { createContext, useContext } from 'react'
import type { Connection } from '../connection/connection.ts'

/** The open postmortem that the screens below stand on. */
export const ConnectionContext = createContext<Connection | null>(null)

/** The open postmortem; only below a `ConnectionProvider`. */
export function useConnection(): Connection {
  const connection = useContext(ConnectionContext)
  if (!connection) throw new Error('There is no open postmortem above this component.')
  return connection
}
