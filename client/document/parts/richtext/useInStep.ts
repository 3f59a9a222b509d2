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
  /** Changes whenever the editor has to be made anew. */
  readonly turn: number
  /** The editor does not show what the section holds any more. */
  readonly onLost: (error: unknown) => void
}

/** Follows whether an editor can show and keep all that a section holds; where it cannot, nobody writes there. */
export function useInStep(name: SectionName): InStep {
  const { doc, postmortem } = useConnection()
  const [isFit, setFit] = useState(() => isEditable(sectionOf(doc, name)))
  const [lost, setLost] = useState({ turn: 0, isLost: false })

  useEffect(() => {
    const fragment = sectionOf(doc, name)
    let fits = isEditable(fragment)
    setFit(fits)
    // What the editor itself writes always fits.
    const look = (_events: unknown, { local }: Transaction): void => {
      if (local && fits) return
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
      setLost(({ turn }) => ({ turn: turn + 1, isLost: true }))
    },
    [name, postmortem],
  )
  return { isIn: isFit && !lost.isLost, turn: lost.turn, onLost }
}
