import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommentPlace, CommentThread } from '../../../../shared/document/postmortem.ts'
import { useList } from '../../../hooks/useList.ts'

/** Where a thread stands, in words: the part of the page, and the row or the words that it is about. */
export interface PlaceWords {
  readonly part: string
  readonly about: string
}

/** Names the places of threads, with the rows as they are now. */
export function usePlaceWords(): (about: CommentPlace) => PlaceWords {
  const { t } = useTranslation('document')
  const [timeline, factors, whys, actions] = [
    useList('timeline'),
    useList('factors'),
    useList('whys'),
    useList('actions'),
  ]
  return useMemo(() => {
    const lists = { timeline, factors, whys, actions }
    const texts = new Map(
      Object.entries(lists).flatMap(([list, rows]) =>
        rows.map(row => [`${list}/${row.id}`, row.text] as const),
      ),
    )
    return about => wordsOf(about, texts, t)
  }, [t, timeline, factors, whys, actions])
}

function wordsOf(
  about: CommentPlace,
  texts: ReadonlyMap<string, string>,
  t: TFunction<'document'>,
): PlaceWords {
  if (about.in === 'section') {
    return { part: t(`sections.${about.section}.title`), about: about.quote.replaceAll('\n', ' ') }
  }
  return { part: t(`${about.in}.title`), about: texts.get(`${about.in}/${about.id}`) ?? '' }
}

/** The place of a thread on the page, where the present screen shows it. */
export function elementOf({ id, about }: Pick<CommentThread, 'id' | 'about'>): HTMLElement | null {
  if (about.in !== 'section') return document.querySelector(`[data-row="${CSS.escape(about.id)}"]`)
  return (
    document.querySelector<HTMLElement>(`[data-comment="${CSS.escape(id)}"]`) ??
    document.querySelector<HTMLElement>(`[data-section="${about.section}"]`) ??
    document.getElementById(about.section)
  )
}

/** Brings a thread's place into view and lights it up for a moment; the focus stays where it is. */
export function showPlace(thread: Pick<CommentThread, 'id' | 'about'>): void {
  const element = elementOf(thread)
  if (!element) return
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
  element.scrollIntoView({ block: 'center', behavior: isStill ? 'instant' : 'smooth' })
  element.animate([{ backgroundColor: 'var(--comment-lit)' }, { backgroundColor: 'transparent' }], 1_200)
}
