import { type ComponentType, lazy } from 'react'

/** How long until a file that could not be loaded is asked for again, ms. */
const AGAIN = 1_000
/** How often a server that answers may fail to have it: then the program was replaced by another one. */
const MOST_MISSES = 3

/**
 * Loads a file of the program however long the server is away: without a network a page goes on with what it has.
 * Rejects when the server is there and the file is not.
 */
export async function patiently<T>(load: () => Promise<T>): Promise<T> {
  for (let misses = 0; ; ) {
    try {
      return await load()
    } catch (error) {
      const isThere = await fetch('/healthz').then(
        ({ ok }) => ok,
        () => false,
      )
      if (isThere) misses++
      if (misses >= MOST_MISSES) throw error
      await new Promise(resolve => setTimeout(resolve, AGAIN))
    }
  }
}

/** A component that is loaded when it is first drawn. */
export const part = <P extends object>(load: () => Promise<{ readonly default: ComponentType<P> }>) =>
  lazy(() => patiently(load))
