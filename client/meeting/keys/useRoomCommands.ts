import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Command, useCommands } from '../../ui/commands.ts'
import type { KeyActions } from './useMeetingKeys.ts'

/** Single keys that the command palette offers too, with what each is called there. */
const OFFERED = [
  ['N', 'next'],
  ['B', 'back'],
  ['t', 'goTimer'],
  ['h', 'hand'],
  ['d', 'finished'],
  ['f', 'follow'],
  ['p', 'present'],
  ['?', 'title'],
] as const

/** Offers the keys of the meeting in the command palette, as far as they do something now. */
export function useRoomCommands(actions: KeyActions): void {
  const { t } = useTranslation('meeting')
  const latest = useRef(actions)
  latest.current = actions
  const known = OFFERED.map(([key]) => (actions[key] ? key : '')).join('')
  const commands = useMemo(
    () =>
      OFFERED.filter(([key]) => known.includes(key)).map(
        ([key, name]): Command => ({
          id: `meeting-${name}`,
          label: t(`keys.${name}`),
          keys: key === key.toLowerCase() ? [key] : ['Shift', key],
          run: () => latest.current[key]?.(),
        }),
      ),
    [known, t],
  )
  useCommands(commands)
}
