import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayInPostmortem } from '../../../shared/protocol/permissions.ts'
import { useMe } from '../../hooks/useMe.ts'
import { loadMessages } from '../../messages/index.ts'
import { part } from '../../ui/part.ts'

const VersionsDialog = part(async () => {
  await loadMessages('history')
  return await import('../history/VersionsDialog.tsx')
})
const RedactDialog = part(async () => {
  await loadMessages('history')
  return await import('../history/RedactDialog.tsx')
})

type Open = { readonly what: 'versions' } | { readonly what: 'redact'; readonly text: string } | null

/** What is rarely wanted: earlier versions (D9), and removing a text for good (D10), begun with the selected words. */
export function HistoryMenu() {
  const { t } = useTranslation('document')
  const me = useMe()
  const [open, setOpen] = useState<Open>(null)
  const close = (): void => setOpen(null)
  if (!me || !mayInPostmortem(me.role, 'readHistory')) return null
  // Opening the menu takes the focus, and with it the selection of an editor.
  const selected = (): string => document.getSelection()?.toString().trim() ?? ''
  return (
    <>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('header.more')}>
            <IconDots size={19} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setOpen({ what: 'versions' })}>{t('header.versions')}</Menu.Item>
          {mayInPostmortem(me.role, 'redact') && (
            <Menu.Item onClick={() => setOpen({ what: 'redact', text: selected() })}>
              {t('header.redact')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Suspense fallback={null}>
        {open?.what === 'versions' && <VersionsDialog onClose={close} />}
        {open?.what === 'redact' && <RedactDialog text={open.text} onClose={close} />}
      </Suspense>
    </>
  )
}
