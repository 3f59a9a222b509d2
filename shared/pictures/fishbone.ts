import { CATEGORIES, type Category, type Factor } from '../document/postmortem.ts'
import { wrap } from './wrap.ts'

/** A fishbone in units of its picture: a spine, one bone a category, and the causes along each bone. */
export interface FishboneLayout {
  readonly width: number
  readonly height: number
  readonly spine: number
  readonly bones: readonly Bone[]
}

export interface Bone {
  readonly category: Category
  readonly foot: { readonly x: number; readonly y: number }
  readonly tip: { readonly x: number; readonly y: number }
  readonly causes: readonly Cause[]
}

export interface Cause {
  readonly factor: Factor
  /** Where its twig meets the bone. */
  readonly x: number
  readonly y: number
  /** Where its words end, clear of the bone. */
  readonly end: number
  /** At most three lines; the last ends in … when there is more. */
  readonly lines: readonly string[]
}

export const WIDTH = 720
/** So many usual letters fit between the head and the edge, in bold. */
export const HEAD_LETTERS = 12
/** The title of the incident, as it stands at the head. */
export const headLines = (title: string): readonly string[] => wrap(title, HEAD_LETTERS)
const SPACING = 54
const SLANT = 36
export const LINE = 26
export const LINE_HEIGHT = 14
export const HEAD = 606
const UPPER = CATEGORIES.slice(0, 3)
const FEET: Readonly<Record<Category, number>> = {
  people: 210,
  process: 400,
  technology: 590,
  environment: 310,
  measurements: 502,
}

/** Lays the factors that have a category out as a fishbone; the bones of a side are as long as the fullest one. */
export function fishboneLayout(factors: readonly Factor[]): FishboneLayout {
  const of = (category: Category): readonly Factor[] =>
    factors.filter(factor => factor.category === category && factor.text.trim() !== '')
  const fullest = (categories: readonly Category[]): number =>
    Math.max(1, ...categories.map(category => of(category).length)) * SPACING
  // Words stand on their twig: above the uppermost one they need room before the bone's name.
  const above = fullest(UPPER) + 3 * LINE_HEIGHT
  const below = fullest(CATEGORIES.slice(3)) + LINE_HEIGHT
  const spine = above + 22
  const bones = CATEGORIES.map(category => {
    const isUpper = UPPER.includes(category)
    const foot = { x: FEET[category], y: spine }
    const reach = isUpper ? -above : below
    const tip = { x: foot.x - SLANT, y: spine + reach }
    const causes = of(category).map((factor, index) => {
      const y = spine + Math.sign(reach) * (SPACING * (index + 1) - 4)
      const lines = wrap(factor.text, LINE)
      const boneAt = (height: number): number => foot.x - (SLANT * (height - spine)) / reach
      // An upper bone leans over the words on its twig.
      const end = Math.min(boneAt(y), boneAt(y - lines.length * LINE_HEIGHT)) - 8
      return { factor, x: boneAt(y), y, end, lines }
    })
    return { category, foot, tip, causes }
  })
  return { width: WIDTH, height: spine + below + 24, spine, bones }
}

/** The bone whose words are nearest to a point: above or below the spine, and to the left of the bone. */
export function boneAt({ bones, spine }: FishboneLayout, x: number, y: number): Category {
  const away = ({ foot, tip }: Bone): number => {
    const isSameSide = tip.y < spine === y < spine
    const middle = (foot.x + tip.x) / 2 - WORDS_BEFORE
    return Math.abs(x - middle) + (isSameSide ? 0 : WIDTH)
  }
  const nearest = bones.toSorted((a, b) => away(a) - away(b))[0]
  return nearest?.category ?? 'process'
}

/** The bone after (1) or before (-1) a category, around the picture. */
export function nextBone(category: Category, by: 1 | -1): Category {
  const at = CATEGORIES.indexOf(category) + by + CATEGORIES.length
  return CATEGORIES[at % CATEGORIES.length] ?? category
}

/** Half of a twig: its words lie before the bone. */
const WORDS_BEFORE = 85
