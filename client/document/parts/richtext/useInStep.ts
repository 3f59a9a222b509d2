import { useCallback, useEffect, useState } from 'react'
import type { Transaction } from 'yjs'
import type { SectionName } from '../../../../shared/document/postmortem.ts'
import { isEditable } from '../../../../shared/document/richShape.ts'
import { sectionOf } from '../../../../shared/document/schema.ts'
import { useConnection } from '../../../hooks/useConnection.ts'

/** An editor that was lost is made anew after this long, ms; each time later, so that a lasting fault costs little. */
const AGAIN = 500
const AGAIN_LONGEST = 30_000

/** Whether a section can be edited now. */
export interface InStep {
  readonly isIn: boolean
  /** Whether all that the section holds has a place in an editor; when not, waiting does not help. */
  readonly isFit: boolean
  /** Changes whenever the editor has to be made anew. */
  readonly turn: number
  /** Whether somebody was in the editor that was taken away; what takes its place has the focus then. */
  readonly hadFocus: boolean
  /** The editor does not show what the section holds any more. */
  readonly onLost: (error: unknown) => void
}

/** Follows whether an editor can show and keep all that a section holds; where it cannot, nobody writes there. */
export function useInStep(name: SectionName): InStep {
  const { doc, postmortem } = useConnection()
  const [isFit, setFit] = useState(() => isEditable(sectionOf(doc, name)))
  const [lost, setLost] = useState({ turn: 0, isLost: false })
  const [hadFocus, setHadFocus] = useState(false)

  useEffect(() => {
    const fragment = sectionOf(doc, name)
    let fits = isEditable(fragment)
    setFit(fits)
    // What the editor itself writes always fits.
    const look = (_events: unknown, { local }: Transaction): void => {
      if (local && fits) return
      // A change of this page that mends the section was made by a press on what goes away with that.
      setHadFocus(fits ? isWithin(name) : local)
      fits = isEditable(fragment)
      setFit(fits)
    }
    fragment.observeDeep(look)
    return () => fragment.unobserveDeep(look)
  }, [doc, name])

  useEffect(() => {
    if (!lost.isLost) return
    const wait = Math.min(AGAIN * 2 ** (lost.turn - 1), AGAIN_LONGEST)
    const again = setTimeout(() => {
      setFit(isEditable(sectionOf(doc, name)))
      setLost(before => ({ ...before, isLost: false }))
    }, wait)
    return () => clearTimeout(again)
  }, [lost, doc, name])

  const onLost = useCallback(
    (error: unknown) => {
      console.error(`The editor of "${name}" in ${postmortem} lost step and is made anew:`, error)
      setHadFocus(isWithin(name))
      setLost(({ turn }) => ({ turn: turn + 1, isLost: true }))
    },
    [name, postmortem],
  )
  return { isIn: isFit && !lost.isLost, isFit, turn: lost.turn, hadFocus, onLost }
}

const isWithin = (name: SectionName): boolean =>
  document.activeElement?.closest(`section[id="${name}"]`) != null
