import type { Postmortem, RichNode } from '../document/postmortem.ts'
import { SECTIONS } from '../document/postmortem.ts'

/** The words of a postmortem as a search reads them: in lower case, without accents, weighed by where they stand. */
export interface SearchText {
  readonly title: string
  /** Keys, services, tags, people: short and searched for by name. */
  readonly names: string
  /** Rows, factors, whys, actions, parked ideas, and what was said beside them. */
  readonly items: string
  /** The written sections. */
  readonly prose: string
}

/** A text as a search compares it: `Café – ÜBER` becomes `cafe – uber`. */
export const folded = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').replaceAll('ı', 'i').toLowerCase()

/** The words of a postmortem, folded once, so that many queries can be asked of them. */
export function searchText(postmortem: Postmortem): SearchText {
  const { title, severity, incident, kind, authors, reviewers, services, tags } = postmortem
  const { timeline, factors, whys, actions, parked, comments } = postmortem
  return {
    title: folded(title),
    names: join([severity, incident, kind, ...authors, ...reviewers, ...services, ...tags]),
    items: join([
      ...timeline.flatMap(row => [row.text, row.source.type]),
      ...factors.flatMap(factor => [factor.text, factor.group, factor.category, factor.waiver]),
      ...whys.flatMap(why => [why.text, why.evidence]),
      ...actions.flatMap(action => [action.text, action.owner, action.reason, action.tracker]),
      ...parked.map(idea => idea.text),
      ...comments.flatMap(thread => thread.comments.map(comment => comment.text)),
    ]),
    prose: join(SECTIONS.flatMap(name => postmortem[name].map(wordsOf))),
  }
}

const join = (texts: readonly string[]): string => folded(texts.filter(Boolean).join('\n'))

/** The words of rich text; what stands in one line stays together, blocks are apart. */
function wordsOf(node: RichNode): string {
  if (node.text !== undefined) return node.text
  if (node.type === 'hardBreak') return ' '
  if (node.type === 'mention') return `@${node.attrs?.label ?? node.attrs?.id ?? ''}`
  if (node.type === 'image') return String(node.attrs?.alt ?? '')
  const isLine = node.content?.some(child => child.type === 'text' || child.type === 'mention') ?? false
  return (node.content ?? []).map(wordsOf).join(isLine ? '' : '\n')
}

/** So much of a query is read, and so many different words of it are looked for. */
const LONGEST_QUERY = 500
const MOST_WORDS = 16

/** What somebody searched for: words that must all be found, and phrases between quotation marks. */
export function parseQuery(query: string): readonly string[] {
  const words = [...folded(query.slice(0, LONGEST_QUERY)).matchAll(/["“„]([^"”“]+)["”“]|\S+/g)]
    .map(([word, phrase]) => (phrase ?? word).trim())
    .filter(Boolean)
  return [...new Set(words)].slice(0, MOST_WORDS)
}

const WEIGHTS: Readonly<Record<keyof SearchText, number>> = { title: 8, names: 5, items: 2, prose: 1 }
const PLACES = Object.keys(WEIGHTS) as (keyof SearchText)[]

/**
 * How well a postmortem answers a query: 0 when one of its words is nowhere, else more for words in the title and the
 * names, and for whole words. An empty query is answered by everything alike.
 */
export function matches(text: SearchText, words: readonly string[]): number {
  if (words.length === 0) return 1
  let score = 0
  for (const word of words) {
    const found = PLACES.reduce((sum, place) => sum + WEIGHTS[place] * closeness(text[place], word), 0)
    if (found === 0) return 0
    score += found
  }
  return score
}

/** So many places of a word in one text are looked at for one where it stands whole. */
const MOST_PLACES = 200

/** 1 for a whole word, 0.6 for the start of one, 0.3 within one, 0 for none. */
function closeness(text: string, word: string): number {
  let best = 0
  let looked = 0
  for (let at = text.indexOf(word); at >= 0 && best < 1; at = text.indexOf(word, at + 1)) {
    if (++looked > MOST_PLACES) break
    const starts = !isLetter(text.charAt(at - 1))
    const ends = !isLetter(text.charAt(at + word.length))
    best = Math.max(best, starts && ends ? 1 : starts ? 0.6 : 0.3)
  }
  return best
}

const isLetter = (character: string): boolean => /[\p{L}\p{N}]/u.test(character)
