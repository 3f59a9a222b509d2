import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeletedItem } from '../../shared/protocol/libraryApi.ts'
import { useAnswer } from '../hooks/useAnswer.ts'
import { restoreDeleted } from '../hooks/useLifecycle.ts'
import { ErrorState } from '../ui/Blank.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { RowsSkeleton } from '../ui/Skeletons.tsx'
import classes from './Library.module.css'

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' })

/** What was deleted lately and this person may restore. */
export function DeletedDialog(props: { readonly onClose: () => void; readonly onRestored: () => void }) {
  const { t } = useTranslation()
  const [turn, setTurn] = useState(0)
  const [said, setSaid] = useState('')
  const answer = useAnswer<readonly DeletedItem[]>('/api/deleted', turn)
  const restore = async ({ id, title }: DeletedItem): Promise<void> => {
    const result = await restoreDeleted(id)
    setSaid(result.ok ? t('lifecycle.restored', { title: title || t('untitled') }) : result.error.message)
    setTurn(turn + 1)
    if (result.ok) props.onRestored()
  }
  return (
    <Dialog onClose={props.onClose} title={t('lifecycle.recentlyDeleted')} size="lg">
      <Text size="sm" c="dimmed">
        {t('lifecycle.recentlyDeletedText')}
      </Text>
      <Text size="sm" role="status" mt="xs">
        {said}
      </Text>
      {answer.kind === 'loading' && <RowsSkeleton rows={3} />}
      {answer.kind === 'refused' && <ErrorState message={answer.error.message} />}
      {answer.kind === 'there' && answer.value.length === 0 && (
        <Text size="sm">{t('lifecycle.noneDeleted')}</Text>
      )}
      <ul className={classes.deleted}>
        {answer.kind === 'there' &&
          answer.value.map(item => (
            <li key={item.id}>
              <div>
                <Text size="sm" fw={600} dir="auto">
                  {item.title || t('untitled')}
                </Text>
                <Text size="xs" c="dimmed">
                  {t(item.deletedBy ? 'lifecycle.deletedOn' : 'lifecycle.deletedOnly', {
                    day: DAY.format(item.deletedAt),
                    name: item.deletedBy,
                    end: DAY.format(item.removedAt),
                  })}
                </Text>
              </div>
              <Button size="compact-sm" variant="default" onClick={() => void restore(item)}>
                {t('lifecycle.restore')}
              </Button>
            </li>
          ))}
      </ul>
    </Dialog>
  )
}
