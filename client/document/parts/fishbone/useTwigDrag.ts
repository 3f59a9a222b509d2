import { type PointerEvent, useRef, useState } from 'react'
import type { Category } from '../../../../shared/document/postmortem.ts'
import { boneAt, type FishboneLayout } from '../../../../shared/pictures/fishbone.ts'

/** A press becomes a drag when it has moved so many pixels; less is a click. */
const SLACK = 6

/** A factor on its way: where it hangs now, in units of the picture, and the bone it would land on. */
export interface TwigDrag {
  readonly factor: string
  readonly dx: number
  readonly dy: number
  readonly bone: Category
}

interface Press {
  readonly factor: string
  readonly pointer: number
  readonly x: number
  readonly y: number
}

/**
 * Lets a factor be pulled to another bone with a mouse or a pen; Escape, or losing the pointer, lets it go. A finger
 * scrolls the page, and has the category beside the factor.
 */
export function useTwigDrag(layout: FishboneLayout, onDrop: (factor: string, bone: Category) => void) {
  const [drag, setDrag] = useState<TwigDrag | null>(null)
  const press = useRef<Press | null>(null)
  const wasDragged = useRef(false)
  const end = (): void => {
    press.current = null
    setDrag(null)
  }
  const handlers = (factor: string) => ({
    onPointerDown: (event: PointerEvent<SVGGElement>): void => {
      wasDragged.current = false
      if (event.button !== 0) return
      press.current = { factor, pointer: event.pointerId, x: event.clientX, y: event.clientY }
    },
    onPointerMove: (event: PointerEvent<SVGGElement>): void => {
      const from = press.current
      const matrix = event.currentTarget.ownerSVGElement?.getScreenCTM()
      if (!from || !matrix || from.pointer !== event.pointerId) return
      const dx = event.clientX - from.x
      const dy = event.clientY - from.y
      if (!wasDragged.current && Math.hypot(dx, dy) < SLACK) return
      if (!wasDragged.current) event.currentTarget.setPointerCapture(event.pointerId)
      wasDragged.current = true
      const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse())
      setDrag({ factor, dx: dx / matrix.a, dy: dy / matrix.d, bone: boneAt(layout, at.x, at.y) })
    },
    onPointerUp: (): void => {
      if (drag && press.current) onDrop(factor, drag.bone)
      end()
    },
    onPointerCancel: end,
  })
  return { drag, handlers, cancel: end, wasDragged }
}
