import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SavedMarkProps } from './SavedMark.tsx'

/** How long a change may wait for the server before it is called not saved, in ms. */
const SLOW = 5_000

/** What a saved state is called, what it means, and whether it must be seen (P3). */
export function useSavedText({ kind, waiting, kept }: SavedMarkProps): {
  readonly label: string
  readonly detail: string
  readonly isLoud: boolean
} {
  const { t } = useTranslation()
  const isSlow = useLasting(kind === 'saving' && waiting > 0, SLOW)
  const label = (): string => {
    if (kind === 'offline' && waiting > 0) {
      return t(kept ? 'saved.offlineKept' : 'saved.offlineLost', { count: waiting })
    }
    if (kind === 'saving' && isSlow) return t('saved.slow', { count: waiting })
    return t(`saved.${kind}`)
  }
  const detail = (): string => {
    if (kind === 'offline' && !kept) return t('saved.detail.offlineLost')
    const text = t(`saved.detail.${kind}`)
    return waiting > 0 && kind !== 'offline' ? `${text} (${t('saved.waiting', { count: waiting })})` : text
  }
  const isLoud = kind === 'failing' || isSlow || (waiting > 0 && (kind === 'offline' || kind === 'readOnly'))
  return { label: label(), detail: detail(), isLoud }
}

function useLasting(isOn: boolean, ms: number): boolean {
  const [lasted, setLasted] = useState(false)
  useEffect(() => {
    if (!isOn) return setLasted(false)
    const timer = setTimeout(() => setLasted(true), ms)
    return () => clearTimeout(timer)
  }, [isOn, ms])
  return lasted
}
