import { Button, Group, Menu, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Result } from '../../../../shared/base/result.ts'
import type { Role } from '../../../../shared/protocol/roles.ts'
import { useLifecycle } from '../../../hooks/useLifecycle.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { undoToast } from '../../../ui/undoToast.tsx'

/** What a menu needs to know of a whole postmortem. */
export interface OfPostmortem {
  readonly id: string
  readonly title: string
  readonly role: Role | null
  readonly isArchived: boolean
  readonly isExample: boolean
}

/** What became of it, so that whoever shows it can follow. */
export type Changed =
  | { readonly kind: 'archived' | 'deleted' | 'restored' }
  | { readonly kind: 'duplicated'; readonly id: string }

/**
 * Items of a menu that duplicate, archive and delete a postmortem, for those who may, and the dialog that asks before
 * it is deleted, to be drawn beside the menu. The fictional example goes without a question. What was deleted can be
 * undone from the note that says so.
 */
export function useLifecycleMenu(
  { id, title, role, isArchived, isExample }: OfPostmortem,
  onChanged: (changed: Changed) => void,
): { readonly items: ReactNode; readonly dialog: ReactNode; readonly remove: (() => void) | null } {
  const { t } = useTranslation()
  const lifecycle = useLifecycle(id, role)
  const [isAsking, setAsking] = useState(false)
  const shown = title || t('untitled')

  const told = async <T,>(call: Promise<Result<T>>, then: (value: T) => void): Promise<void> => {
    const result = await call
    if (result.ok) then(result.value)
    else say(result.error.message)
  }
  const duplicate = () =>
    told(lifecycle.duplicate(), copy => {
      say(t('lifecycle.duplicated', { title: `Copy of ${shown}` }))
      onChanged({ kind: 'duplicated', id: copy.id })
    })
  const archive = () =>
    told(lifecycle.archive(!isArchived), () => {
      say(t(isArchived ? 'lifecycle.unarchived' : 'lifecycle.archived', { title: shown }))
      onChanged({ kind: 'archived' })
    })
  const remove = () =>
    told(lifecycle.delete(), () => {
      setAsking(false)
      undoToast(t('lifecycle.deleted', { title: shown }), {
        label: t('lifecycle.undo'),
        act: () =>
          void told(lifecycle.restore(), () => {
            say(t('lifecycle.restored', { title: shown }))
            onChanged({ kind: 'restored' })
          }),
      })
      onChanged({ kind: 'deleted' })
    })

  const items = (
    <>
      {lifecycle.mayDuplicate && (
        <Menu.Item onClick={() => void duplicate()}>{t('lifecycle.duplicate')}</Menu.Item>
      )}
      {lifecycle.mayArchive && !isExample && (
        <Menu.Item onClick={() => void archive()}>
          {t(isArchived ? 'lifecycle.unarchive' : 'lifecycle.archive')}
        </Menu.Item>
      )}
      {lifecycle.mayDelete && (
        <Menu.Item onClick={() => (isExample ? void remove() : setAsking(true))}>
          {t(isExample ? 'lifecycle.removeExample' : 'lifecycle.delete')}
        </Menu.Item>
      )}
    </>
  )
  const dialog = isAsking && (
    <Dialog onClose={() => setAsking(false)} title={t('lifecycle.deleteTitle', { title: shown })}>
      <Text size="sm">{t('lifecycle.deleteText')}</Text>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
          {t('lifecycle.cancel')}
        </Button>
        <Button color="red.8" onClick={() => void remove()}>
          {t('lifecycle.deleteDo')}
        </Button>
      </Group>
    </Dialog>
  )
  return { items, dialog, remove: lifecycle.mayDelete ? () => void remove() : null }
}

const say = (words: string): string => notifications.show({ withBorder: true, message: words })
