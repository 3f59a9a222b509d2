import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { LibraryItem } from '../../shared/protocol/libraryApi.ts'
import { useLifecycleMenu } from '../document/parts/lifecycle/useLifecycleMenu.tsx'
import { useLifecycle } from '../hooks/useLifecycle.ts'
import classes from './LibraryTable.module.css'

/** What can be done with the postmortem of a line; absent for those who can do nothing. */
export function RowMenu({ item, onChanged }: { readonly item: LibraryItem; readonly onChanged: () => void }) {
  const { t } = useTranslation()
  const { id, title, role, archivedAt, isExample } = item
  const { mayDuplicate, mayArchive } = useLifecycle(id, role)
  const { items, dialog, remove } = useLifecycleMenu(
    { id, title, role, isArchived: archivedAt !== null, isExample },
    onChanged,
  )
  if (!mayDuplicate && !mayArchive) return null
  return (
    <span className={classes.controls}>
      {isExample && remove && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={t('lifecycle.removeExample')}
          onClick={remove}
        >
          {t('lifecycle.remove')}
        </Button>
      )}
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('lifecycle.more', { title: title || t('untitled') })}
          >
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>{items}</Menu.Dropdown>
      </Menu>
      {dialog}
    </span>
  )
}
