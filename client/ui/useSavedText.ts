import { useTranslation } from 'react-i18next'
import type { SavedMarkProps } from './SavedMark.tsx'

/** What a saved state is called, what it means, and whether it must be seen (P3). */
export function useSavedText({ kind, waiting, kept, isSlow }: SavedMarkProps): {
  readonly label: string
  readonly detail: string
  readonly isLoud: boolean
} {
  const { t } = useTranslation()
  const label = (): string => {
    if (kind === 'offline' && waiting > 0) {
      return t(kept ? 'saved.offlineKept' : 'saved.offlineLost', { count: waiting })
    }
    if (kind === 'saving' && isSlow) return t('saved.slow', { count: waiting })
    return t(`saved.${kind}`)
  }
  const detail = (): string => {
    if (kind === 'offline' && !kept) return t('saved.detail.offlineLost')
    if (kind === 'saved' && !kept) return t('saved.detail.savedOnlyThere')
    const text = t(`saved.detail.${kind}`)
    const isCounted = waiting > 0 && kind !== 'offline' && (kind !== 'saving' || isSlow)
    return isCounted ? `${text} (${t('saved.waiting', { count: waiting })})` : text
  }
  const isFailing = kind === 'failing' || kind === 'refused'
  const isLoud = isFailing || isSlow || (waiting > 0 && (kind === 'offline' || kind === 'readOnly'))
  return { label: label(), detail: detail(), isLoud }
}
