import type { ActionItem, Factor } from '../document/postmortem.ts'
import { type Box, boxFor, type Picture, type Words } from './picture.ts'

const BOX = 270
const BETWEEN = 120
const BELOW = 10
/** Nobody reads a picture of more; the lists have them all. */
const MOST = 200

/**
 * Factors left, the actions that answer them right, a line for each answer. Drawn are the chosen factors, those that
 * an action answers, and every action; null when there is no factor to draw, or more than a picture can show. `wordsOf` is asked for each of them.
 */
export function actionMap(
  factors: readonly Factor[],
  actions: readonly ActionItem[],
  wordsOf: (item: Factor | ActionItem) => Words,
): Picture | null {
  const answered = new Set(actions.flatMap(action => action.factors))
  const left = factors.filter(({ id, chosen }) => chosen || answered.has(id))
  const right = actions.filter(({ text }) => text.trim() !== '')
  if (left.length === 0 || left.length + right.length > MOST) return null
  const column = (items: readonly (Factor | ActionItem)[], x: number): Box[] => {
    let y = 1
    return items.map(item => {
      const box = { ...boxFor(item.id, wordsOf(item), BOX), x, y }
      y += box.height + BELOW
      return box
    })
  }
  const from = column(left, 1)
  const to = column(right, 1 + BOX + BETWEEN)
  const lines = right.flatMap((action, place) =>
    from.flatMap(factor => {
      const box = to[place]
      if (!box || !action.factors.includes(factor.id)) return []
      return [{ from: factor.id, to: action.id, path: curve(factor, box) }]
    }),
  )
  const foot = Math.max(...[...from, ...to].map(box => box.y + box.height))
  return { width: 2 * BOX + BETWEEN + 2, height: foot + 1, boxes: [...from, ...to], lines }
}

/** From the right edge of one box to the left edge of another. */
function curve(from: Box, to: Box): string {
  const [x1, y1] = [from.x + from.width, from.y + from.height / 2]
  const [x2, y2] = [to.x, to.y + to.height / 2]
  const middle = (x1 + x2) / 2
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`
}
