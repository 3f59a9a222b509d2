import { type ReactNode, useEffect, useState } from 'react'
import { type Connection, openConnection } from '../connection/connection.ts'
import { ConnectionContext } from './useConnection.ts'

interface Props {
  readonly postmortem: string
  readonly children: ReactNode
  /** Stands in place while the connection is made; only for a moment. */
  readonly fallback?: ReactNode
}

/** Keeps one postmortem open while its screens are shown. */
export function ConnectionProvider({ postmortem, children, fallback = null }: Props) {
  const [connection, setConnection] = useState<Connection | null>(null)
  useEffect(() => {
    const opened = openConnection(postmortem)
    setConnection(opened)
    return () => {
      setConnection(null)
      opened.close()
    }
  }, [postmortem])
  if (!connection) return fallback
  return <ConnectionContext value={connection}>{children}</ConnectionContext>
}
