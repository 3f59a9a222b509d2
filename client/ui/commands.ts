import { useEffect, useSyncExternalStore } from 'react'

/** Something the command palette can do on this page. */
export interface Command {
  readonly id: string
  readonly label: string
  /** Shown beside it, such as `['Mod', 'Enter']`. */
  readonly keys?: readonly string[]
  readonly run: () => void
}

type Listener = () => void

let commands: readonly Command[] = []
let isPaletteOpen = false
const listeners = new Set<Listener>()

const tell = (): void => {
  for (const listener of [...listeners]) listener()
}
const subscribe = (listener: Listener): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Offers commands in the palette while the calling component is shown; pass the same array between draws. */
export function useCommands(offered: readonly Command[]): void {
  useEffect(() => {
    commands = [...commands, ...offered]
    tell()
    return () => {
      commands = commands.filter(command => !offered.includes(command))
      tell()
    }
  }, [offered])
}

/** Every command that is offered now. */
export const useOfferedCommands = (): readonly Command[] => useSyncExternalStore(subscribe, () => commands)

/** Opens and closes the command palette. */
export function setPalette(isOpen: boolean): void {
  isPaletteOpen = isOpen
  tell()
}

/** Whether the command palette is open. */
export const usePaletteOpen = (): boolean => useSyncExternalStore(subscribe, () => isPaletteOpen)
