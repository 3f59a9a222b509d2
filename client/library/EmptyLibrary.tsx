import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import type { CreatedAnswer } from '../../shared/protocol/api.ts'
import { api } from '../connection/api.ts'
import { EmptyState } from '../ui/Blank.tsx'
import { ImportDialog } from './ImportDialog.tsx'
import { NewPostmortem } from './NewPostmortem.tsx'

/** The library before its first postmortem: three ways to begin. */
export function EmptyLibrary({ mayCreate }: { readonly mayCreate: boolean }) {
  const { t } = useTranslation('library')
  const [, go] = useLocation()
  const [open, setOpen] = useState<'new' | 'import' | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState('')
  const openExample = async (): Promise<void> => {
    setBusy(true)
    const result = await api.post<CreatedAnswer>('/api/postmortems/example')
    setBusy(false)
    if (result.ok) go(`/p/${result.value.id}/meeting`)
    else setRefusal(result.error.message)
  }
  if (!mayCreate)
    return (
      <EmptyState level={1} title={t('empty.guestTitle')}>
        {t('empty.guestText')}
      </EmptyState>
    )
  return (
    <>
      <EmptyState
        level={1}
        title={t('empty.title')}
        actions={
          <>
            <Button onClick={() => setOpen('new')}>{t('new.title')}</Button>
            <Button variant="default" onClick={() => setOpen('import')}>
              {t('import.button')}
            </Button>
            <Button variant="default" component={Link} href="/practice">
              {t('empty.practice')}
            </Button>
            <Button variant="subtle" onClick={() => void openExample()} loading={isBusy}>
              {t('empty.example')}
            </Button>
          </>
        }
      >
        {t('empty.text')}
      </EmptyState>
      {refusal && (
        <Text role="alert" c="red" ta="center">
          {refusal}
        </Text>
      )}
      {open === 'new' && <NewPostmortem onClose={() => setOpen(null)} />}
      {open === 'import' && <ImportDialog onClose={() => setOpen(null)} />}
    </>
  )
}
