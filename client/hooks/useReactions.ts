import { useCallback, useEffect, useRef, useState } from 'react'
import { REACTION_MS, type Reaction, react, reactionsIn } from './reactions.ts'
import { useConnection } from './useConnection.ts'
import { useMe } from './useMe.ts'

const isSame = (a: ReadonlyMap<string, Reaction>, b: ReadonlyMap<string, Reaction>): boolean =>
  a.size === b.size && [...a].every(([person, reaction]) => b.get(person) === reaction)

/** Who reacts how just now, oneself included once the server has passed it on. */
export function useReactions(): ReadonlyMap<string, Reaction> {
  const { awareness } = useConnection()
  const me = useMe()?.id
  const [shown, setShown] = useState<ReadonlyMap<string, Reaction>>(new Map())
  useEffect(() => {
    const read = (): void => {
      const next = new Map(reactionsIn(awareness))
      const own = awareness.getLocalState()?.reaction as Reaction | null | undefined
      // The server writes names on what it passes on, not on what one says oneself.
      if (me !== undefined && own) next.set(me, own)
      setShown(before => (isSame(before, next) ? before : next))
    }
    read()
    awareness.on('change', read)
    return () => awareness.off('change', read)
  }, [awareness, me])
  return shown
}

/** Shows a reaction for a moment; the same one again takes it back. */
export function useReact(): (reaction: Reaction) => void {
  const { awareness } = useConnection()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  return useCallback(
    reaction => {
      clearTimeout(timer.current)
      const isOn = awareness.getLocalState()?.reaction === reaction
      react(awareness, isOn ? null : reaction)
      if (!isOn) timer.current = setTimeout(() => react(awareness, null), REACTION_MS)
    },
    [awareness],
  )
}
