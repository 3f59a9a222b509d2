import { useEffect, useState } from 'react'
import { useConnection } from './useConnection.ts'

/** The server's time in ms since the epoch, drawn anew every `everyMs`, at whole multiples of it. */
export function useNow(everyMs: number): number {
  const { clock } = useConnection()
  const [now, setNow] = useState(clock.now)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const tick = (): void => {
      const present = clock.now()
      setNow(present)
      timer = setTimeout(tick, everyMs - (present % everyMs))
    }
    tick()
    return () => clearTimeout(timer)
  }, [clock, everyMs])
  return now
}
