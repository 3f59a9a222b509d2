import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { Factor } from '../../../../shared/document/postmortem.ts'
import { type Block, blocksOf, type Slot } from './arrange.ts'

/** A press becomes a drag when it has moved so many pixels. */
const SLACK = 4
/** So near to the edge of the window the page scrolls along, px, and so far each time. */
const EDGE = 60
const SCROLL = 12

/** Where a drop would go: the slot, and the line of the list that shows it. */
interface Target {
  readonly slot: Slot
  readonly line: HTMLElement
  readonly edge: 'before' | 'after' | 'on'
}

/**
 * Lets a factor be dragged by its grip, with a mouse, a pen or a finger; Escape lets it go where it was. The line that
 * it would land at carries `data-drop`. `newName` names the group that a drop onto another factor makes.
 */
export function useFactorDrag(
  list: RefObject<HTMLElement | null>,
  factors: readonly Factor[],
  newName: () => string,
  onDrop: (id: string, slot: Slot) => void,
) {
  const [dragged, setDragged] = useState<string | null>(null)
  const now = useRef({ factors, newName, onDrop })
  now.current = { factors, newName, onDrop }
  const stop = useRef<(() => void) | null>(null)
  useEffect(() => () => stop.current?.(), [])

  const begin = (id: string, event: ReactPointerEvent<HTMLElement>): void => {
    if (event.button !== 0 || stop.current) return
    const from = { x: event.clientX, y: event.clientY, pointer: event.pointerId }
    const grip = event.currentTarget
    let target: Target | null = null
    let isDrag = false
    const show = (next: Target | null): void => {
      if (target && (target.line !== next?.line || target.edge !== next.edge)) delete target.line.dataset.drop
      target = next
      if (target) target.line.dataset.drop = target.edge
    }
    const move = (moved: PointerEvent): void => {
      if (moved.pointerId !== from.pointer) return
      if (!isDrag && Math.hypot(moved.clientX - from.x, moved.clientY - from.y) < SLACK) return
      if (!isDrag) setDragged(id)
      isDrag = true
      moved.preventDefault()
      if (moved.clientY < EDGE) window.scrollBy(0, -SCROLL)
      if (moved.clientY > window.innerHeight - EDGE) window.scrollBy(0, SCROLL)
      show(list.current ? targetAt(list.current, now.current, id, moved.clientY) : null)
    }
    const end = (): void => {
      show(null)
      setDragged(null)
      stop.current = null
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', drop)
      window.removeEventListener('pointercancel', end)
      window.removeEventListener('keydown', giveUp, true)
    }
    const drop = (): void => {
      const slot = target?.slot
      end()
      if (isDrag && slot) now.current.onDrop(id, slot)
    }
    const giveUp = (pressed: KeyboardEvent): void => {
      if (pressed.key !== 'Escape') return
      pressed.preventDefault()
      pressed.stopPropagation()
      end()
    }
    stop.current = end
    grip.setPointerCapture(from.pointer)
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', drop)
    window.addEventListener('pointercancel', end)
    window.addEventListener('keydown', giveUp, true)
  }
  return { dragged, begin }
}

/** The line of the list at this height, and what a drop there means. */
function targetAt(
  list: HTMLElement,
  { factors, newName }: { readonly factors: readonly Factor[]; readonly newName: () => string },
  id: string,
  y: number,
): Target | null {
  const lines = [...list.children].filter(line => line instanceof HTMLElement)
  const line = lines.find(each => y < each.getBoundingClientRect().bottom) ?? lines.at(-1)
  if (!line) return null
  const { top, height } = line.getBoundingClientRect()
  const share = (y - top) / height
  const blocks = blocksOf(factors)
  const firstBefore = (block: Block | undefined): string | null =>
    blocks[block ? blocks.indexOf(block) - 1 : -1]?.cards[0]?.id ?? null
  if ('newGroup' in line.dataset)
    return { slot: { into: 'new', with: null, name: newName() }, line, edge: 'on' }
  if (line.dataset.group !== undefined) {
    const block = blocks.find(({ name }) => name === line.dataset.group)
    if (share < 0.5) return { slot: { into: 'list', after: firstBefore(block) }, line, edge: 'before' }
    return { slot: { into: 'group', name: line.dataset.group, place: 0 }, line, edge: 'after' }
  }
  const over = line.dataset.row
  const block = blocks.find(({ cards }) => cards.some(card => card.id === over))
  if (!block || over === undefined || over === id) return null
  if (block.name !== '') {
    const others = block.cards.filter(card => card.id !== id)
    const place = others.findIndex(card => card.id === over) + (share < 0.5 ? 0 : 1)
    return {
      slot: { into: 'group', name: block.name, place },
      line,
      edge: share < 0.5 ? 'before' : 'after',
    }
  }
  if (share < 0.25) return { slot: { into: 'list', after: firstBefore(block) }, line, edge: 'before' }
  if (share > 0.75) return { slot: { into: 'list', after: over }, line, edge: 'after' }
  return { slot: { into: 'new', with: over, name: newName() }, line, edge: 'on' }
}
