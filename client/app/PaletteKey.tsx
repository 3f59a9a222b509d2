import { useHotkeys } from '@mantine/hooks'
import { Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { setPalette, usePaletteOpen } from '../ui/commands.ts'
import { part } from '../ui/part.ts'
import classes from './Palette.module.css'

const Palette = part(async () => ({ default: (await import('./Palette.tsx')).Palette }))

/** Ctrl/⌘ K, everywhere; the palette itself is loaded when it is first wanted. */
export function PaletteKey() {
  const isOpen = usePaletteOpen()
  const [wasOpen, setWasOpen] = useState(false)
  const [query, setQuery] = useState('')
  const back = useRef<(() => void) | null>(null)
  if (isOpen && !wasOpen) setWasOpen(true)
  useHotkeys(
    [
      [
        'mod+K',
        () => {
          if (!isOpen) back.current = wayBack()
          setPalette(!isOpen)
        },
      ],
    ],
    [],
  )
  useEffect(() => {
    if (isOpen) return
    setQuery('')
    if (document.activeElement === document.body) back.current?.()
    back.current = null
  }, [isOpen])
  if (!wasOpen) return null
  return (
    <Suspense fallback={isOpen && <OnItsWay query={query} onQuery={setQuery} />}>
      <Palette query={query} onQuery={setQuery} />
    </Suspense>
  )
}

/** Puts the focus back where it is now. A row that is left is drawn anew, and is found by its id. */
function wayBack(): () => void {
  const left = document.activeElement
  const row = left?.closest<HTMLElement>('[data-row]')?.dataset.row
  return () => {
    const there = left?.isConnected
      ? left
      : row && document.querySelector(`[data-row="${CSS.escape(row)}"] [data-cell]`)
    if (there instanceof HTMLElement) there.focus({ preventScroll: true })
  }
}

/** Takes what is typed until the palette is loaded: without it, the letters would go into the document behind. */
function OnItsWay({ query, onQuery }: { readonly query: string; readonly onQuery: (query: string) => void }) {
  const { t } = useTranslation()
  return (
    <div className={classes.onItsWay}>
      <input
        // biome-ignore lint/a11y/noAutofocus: somebody pressed the keys that ask for it
        autoFocus
        aria-label={t('palette.placeholder')}
        placeholder={t('palette.placeholder')}
        value={query}
        onChange={event => onQuery(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Escape') setPalette(false)
        }}
      />
    </div>
  )
}
