import { useState } from 'react'

export type StageTheme = 'dark' | 'light'

const KEY = 'debrief-stage-theme'

/** Dark unless this device chose otherwise: a wall is looked at for hours, and shared through video. */
export function useStageTheme(): readonly [StageTheme, () => void] {
  const [theme, setTheme] = useState<StageTheme>(() =>
    localStorage.getItem(KEY) === 'light' ? 'light' : 'dark',
  )
  const turn = (): void => {
    const next = theme === 'dark' ? 'light' : 'dark'
    localStorage.setItem(KEY, next)
    setTheme(next)
  }
  return [theme, turn]
}
