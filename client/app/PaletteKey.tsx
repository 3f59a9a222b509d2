import { useHotkeys } from '@mantine/hooks'
import { Suspense, useState } from 'react'
import { setPalette, usePaletteOpen } from '../ui/commands.ts'
import { part } from '../ui/part.ts'

const Palette = part(async () => ({ default: (await import('./Palette.tsx')).Palette }))

/** Ctrl/⌘ K, everywhere; the palette itself is loaded when it is first wanted. */
export function PaletteKey() {
  const isOpen = usePaletteOpen()
  const [wasOpen, setWasOpen] = useState(false)
  if (isOpen && !wasOpen) setWasOpen(true)
  useHotkeys([['mod+K', () => setPalette(!isOpen)]], [])
  if (!wasOpen) return null
  return (
    <Suspense>
      <Palette />
    </Suspense>
  )
}
