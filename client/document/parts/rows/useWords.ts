import i18next, { type TFunction } from 'i18next'

let made: { readonly language: string; readonly t: TFunction<'document'> } | null = null

/**
 * The document's texts for what is drawn in each of some hundred rows: `useTranslation` adds two listeners and a copy
 * of the library's object for every use, which took a third of the time to open 300 rows. The texts are there before
 * any row is, in one language for as long as the page is open.
 */
export function useWords(): TFunction<'document'> {
  const { language } = i18next
  if (made?.language !== language) made = { language, t: i18next.getFixedT(language, 'document') }
  return made.t
}
