import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Command, useCommands } from '../ui/commands.ts'
import { KeyList } from '../ui/Keys.tsx'
import { PARTS } from './Outline.tsx'

/** The keys of the document behind `?`, and its parts in the command palette. */
export function DocumentKeys() {
  const { t } = useTranslation('document')
  const [isOpen, setOpen] = useState(false)
  const commands = useMemo<readonly Command[]>(
    () => [
      ...PARTS.map(part => ({
        id: `document/${part}`,
        label: t('keys.goTo', { part: t(`parts.${part}`) }),
        run: () => document.getElementById(part)?.scrollIntoView(),
      })),
      { id: 'document/keys', label: t('keys.list'), keys: ['?'], run: () => setOpen(true) },
    ],
    [t],
  )
  useCommands(commands)
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isTyping =
        event.target instanceof HTMLElement &&
        (event.target.isContentEditable || event.target.matches('input, textarea, select'))
      if (event.key === '?' && !isTyping) setOpen(true)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  const groups = [
    {
      title: t('keys.everywhere'),
      keys: [
        { keys: ['Mod', 'Z'], label: t('keys.undo') },
        { keys: ['Mod', 'Shift', 'Z'], label: t('keys.redo') },
        { keys: ['Mod', 'K'], label: t('keys.palette') },
        { keys: ['Mod', 'Alt', 'M'], label: t('keys.comment') },
        { keys: ['Mod', 'Enter'], label: t('keys.send') },
        { keys: ['Esc'], label: t('keys.closeComments') },
      ],
    },
    {
      title: t('timeline.title'),
      keys: [
        { keys: ['Enter'], label: t('keys.insert') },
        { keys: ['↑/↓'], label: t('keys.step') },
        { keys: ['Alt', '↑/↓'], label: t('keys.shift') },
        { keys: ['Esc'], label: t('keys.leave') },
        { keys: ['Delete'], label: t('keys.remove') },
      ],
    },
    {
      title: t('keys.text'),
      keys: [
        { keys: ['###'], label: t('format.heading') },
        { keys: ['-'], label: t('format.bullets') },
        { keys: ['1.'], label: t('format.numbers') },
        { keys: ['[ ]'], label: t('format.tasks') },
        { keys: ['>'], label: t('format.quote') },
        { keys: ['```'], label: t('format.codeBlock') },
      ],
    },
  ]
  return <KeyList groups={groups} opened={isOpen} onClose={() => setOpen(false)} />
}
