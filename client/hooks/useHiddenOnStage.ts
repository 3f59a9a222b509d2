import { useEffect, useMemo, useState } from 'react'
import type { blamesPerson } from '../../shared/checks/language/blamesPerson.ts'
import type { Factor } from '../../shared/document/postmortem.ts'
import type { MeetingView } from '../../shared/meeting/view.ts'

/** Verdicts that are kept: each letter that is typed into a card makes another text. */
const MOST_KNOWN = 1_000

type Check = typeof blamesPerson

/** The rules are loaded when the first step needs them. */
let check: Check | null = null

/** The rules of language, once they are loaded; null before. */
function useCheck(): Check | null {
  const [loaded, setLoaded] = useState<Check | null>(() => check)
  useEffect(() => {
    if (loaded) return
    let isWanted = true
    void import('../../shared/checks/language/blamesPerson.ts').then(module => {
      check = module.blamesPerson
      if (isWanted) setLoaded(() => module.blamesPerson)
    })
    return () => {
      isWanted = false
    }
  }, [loaded])
  return loaded
}

/**
 * The factors whose text the stage leaves out: those that a facilitator hid, and those that blame a person, until they are
 * reworded or a facilitator shows them.
 *
 * @param untilKnown whether a text that nobody decided about is left out until the rules are loaded: a stage shows nothing
 * that it would take away again
 */
export function useHiddenOnStage(
  factors: readonly Factor[],
  view: Pick<MeetingView, 'onStage' | 'people'> | null,
  untilKnown: boolean,
): ReadonlySet<string> {
  const blames = useCheck()
  const names = JSON.stringify(view?.people.map(({ name }) => name) ?? [])
  const [known] = useState(() => new Map<string, boolean>())
  return useMemo(() => {
    const people = JSON.parse(names) as string[]
    const isBlaming = (text: string): boolean => {
      if (!blames) return untilKnown
      const key = `${names}\n${text}`
      if (known.size > MOST_KNOWN) known.clear()
      const verdict = known.get(key) ?? blames(text, people)
      known.set(key, verdict)
      return verdict
    }
    const isHidden = ({ id, text }: Factor): boolean => {
      const decided = view && Object.hasOwn(view.onStage, id) ? view.onStage[id] : undefined
      return decided === undefined ? isBlaming(text) : !decided
    }
    return new Set(factors.filter(isHidden).map(({ id }) => id))
  }, [blames, names, known, factors, view, untilKnown])
}
