/**
 * Acts when nobody asked for `quiet` ms, and at the latest `longest` ms after the first who did: in a room where
 * somebody always types there is no quiet.
 */
export function whenQuiet(act: () => void, quiet: number, longest: number): { ask(): void; forget(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let since: number | null = null
  const forget = (): void => {
    clearTimeout(timer)
    since = null
  }
  return {
    ask() {
      const now = performance.now()
      since ??= now
      clearTimeout(timer)
      timer = setTimeout(
        () => {
          since = null
          act()
        },
        Math.min(quiet, since + longest - now),
      )
    },
    forget,
  }
}
