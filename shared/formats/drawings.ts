import { factorTitle } from '../document/factorGroups.ts'
import type { ActionItem, Factor, Postmortem } from '../document/postmortem.ts'
import { actionMap } from '../pictures/actionMap.ts'
import {
  fishboneLayout,
  HEAD,
  HEAD_LETTERS,
  headLines,
  LINE,
  LINE_HEIGHT as TWIG_LINE,
} from '../pictures/fishbone.ts'
import { type Box, LINE_HEIGHT, lettersIn, PAD, type Picture, type Words } from '../pictures/picture.ts'
import { INCIDENT, whyGraph } from '../pictures/whyGraph.ts'
import { widthOf } from '../pictures/wrap.ts'
import { escapeHtml } from './markdown/richHtml.ts'
import { CATEGORY_LABELS } from './words.ts'

/** A picture that is a little wider than its column shrinks into it; one much wider is scrolled. */
const WIDEST_FITTED = 800

/** More factors than this are a list, not a picture. */
const MOST_TWIGS = 120

/** The factors by category as a fishbone in SVG; '' when none has a category. All words are escaped. */
export function drawFishbone({ factors, title }: Postmortem): string {
  const { bones, spine, width, height } = fishboneLayout(factors)
  const drawn = bones.reduce((sum, bone) => sum + bone.causes.length, 0)
  if (drawn === 0 || drawn > MOST_TWIGS) return ''
  const effect = headLines(title || 'The incident')
  const head = effect.map((line, index) => {
    const y = spine + 4 + (index - (effect.length - 1) / 2) * LINE_HEIGHT
    return text(line, HEAD + 16, y, 'strong', { room: width - HEAD - 20, letters: HEAD_LETTERS })
  })
  const parts = bones.flatMap(({ category, foot, tip, causes }) => [
    line(foot.x, foot.y, tip.x, tip.y, causes.length === 0 ? 'empty' : ''),
    text(CATEGORY_LABELS[category], tip.x, tip.y + (tip.y < foot.y ? -8 : 18), 'strong middle'),
    ...causes.flatMap(({ x, y, end, lines }) => [
      line(x - 170, y, x, y, ''),
      ...lines.map((words, index) =>
        text(words, end, y - 4 - (lines.length - 1 - index) * TWIG_LINE, 'end small', {
          room: end - (x - 170),
          letters: LINE,
        }),
      ),
    ]),
  ])
  const arrow = `<path class="arrow" d="M${HEAD} ${spine - 6}l10 6-10 6z"/>`
  const all = [line(8, spine, HEAD, spine, 'spine'), arrow, ...head, ...parts]
  return figure('The contributing factors as a fishbone', width, height, all)
}

/** The whys as a graph in SVG; '' when there are none to draw. */
export function drawWhys({ whys, factors, title }: Postmortem): string {
  const asked = new Set(whys.flatMap(why => why.parents))
  const wordsOf = (id: string): Words => {
    if (id === INCIDENT) return { text: title || 'The incident', note: '', tone: 'root' }
    const factor = factors.find(each => each.id === id)
    if (factor) return { text: factor.text, note: '', tone: 'root' }
    const why = whys.find(each => each.id === id)
    const isEnd = !asked.has(id)
    if (isEnd && why?.evidence.trim() === '') return { text: why.text, note: '! no evidence', tone: 'open' }
    if (why?.systemic) return { text: why.text, note: '✓ systemic', tone: 'good' }
    return { text: why?.text ?? '', note: '', tone: 'plain' }
  }
  const picture = whyGraph(whys, factors, wordsOf)
  return picture ? boxes('The whys as a graph', picture) : ''
}

/** Factors and the actions that answer them in SVG; '' when there are none to draw. */
export function drawActions({ factors, actions }: Postmortem): string {
  const planned = actions.filter(({ status }) => status !== 'declined')
  const answered = new Set(planned.flatMap(action => action.factors))
  const wordsOf = (item: Factor | ActionItem): Words => {
    if (!('waiver' in item)) {
      const isDeclined = item.status === 'declined'
      return {
        text: item.text,
        note: isDeclined ? 'declined' : item.owner,
        tone: isDeclined ? 'quiet' : 'plain',
      }
    }
    const { chosen, waiver } = item
    const words = chosen ? factorTitle(item, factors) : item.text
    if (answered.has(item.id)) return { text: words, note: '', tone: 'root' }
    if (waiver.trim() !== '') return { text: words, note: `left: ${waiver}`, tone: 'quiet' }
    return { text: words, note: chosen ? '! no action' : '', tone: chosen ? 'open' : 'root' }
  }
  const picture = actionMap(factors, actions, wordsOf)
  return picture ? boxes('Factors and the actions that answer them', picture) : ''
}

function boxes(label: string, { width, height, boxes: all, lines }: Picture): string {
  const roomIn = (box: Box): Room => ({ room: box.width - 2 * PAD, letters: lettersIn(box.width) })
  return figure(label, width, height, [
    ...lines.map(({ path }) => `<path class="line" d="${path}"/>`),
    ...all.flatMap(box => [
      `<rect class="${box.tone}" x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="5"/>`,
      ...box.lines.map((words, index) =>
        text(
          words,
          box.x + PAD,
          box.y + PAD + 12 + index * LINE_HEIGHT,
          box.tone === 'root' ? 'strong' : '',
          roomIn(box),
        ),
      ),
      ...(box.note
        ? [
            text(
              box.note,
              box.x + PAD,
              box.y + PAD + 12 + box.lines.length * LINE_HEIGHT,
              `note ${box.tone}`,
              roomIn(box),
            ),
          ]
        : []),
    ]),
  ])
}

function figure(label: string, width: number, height: number, parts: readonly string[]): string {
  const fit = width <= WIDEST_FITTED ? ' class="fit"' : ''
  const size = `width="${round(width)}"${fit} viewBox="0 0 ${round(width)} ${round(height)}"`
  return `<figure><svg ${size} role="img" aria-label="${label}"><title>${label}</title>${parts.join('')}</svg></figure>`
}

/** How many usual letters a line was broken for, and how wide it may be. */
interface Room {
  readonly room: number
  readonly letters: number
}

/** A line that fills most of its room is told its width: a reader without our font has a wider one. */
function text(words: string, x: number, y: number, kind: string, fit?: Room): string {
  const share = fit ? widthOf(words) / fit.letters : 0
  const length =
    fit && share > 0.75
      ? ` textLength="${round(fit.room * Math.min(1, share))}" lengthAdjust="spacingAndGlyphs"`
      : ''
  const look = kind ? ` class="${kind}"` : ''
  return `<text x="${round(x)}" y="${round(y)}"${look}${length}>${escapeHtml(words)}</text>`
}

const line = (x1: number, y1: number, x2: number, y2: number, kind: string): string =>
  `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}"${kind ? ` class="${kind}"` : ''}/>`

const round = (value: number): number => Math.round(value * 10) / 10
