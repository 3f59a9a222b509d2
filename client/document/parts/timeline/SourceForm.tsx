import { Button, Group, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { updateItem } from '../../../../shared/document/edit.ts'
import type { TimelineRow } from '../../../../shared/document/postmortem.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { completeLink } from '../richtext/safeLink.ts'

/** Asks where a row comes from: what kind of place, and its address. */
export function SourceForm({ row, onClose }: { readonly row: TimelineRow; readonly onClose: () => void }) {
  const { t } = useTranslation('document')
  const { doc } = useConnection()
  const [type, setType] = useState(row.source.type)
  const [url, setUrl] = useState(row.source.url)
  const address = completeLink(url)
  const isRefused = url.trim() !== '' && address === null

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isRefused) return
    updateItem(doc, 'timeline', row.id, { source: { type: type.trim(), url: address ?? '' } })
    onClose()
  }
  return (
    <Dialog onClose={onClose} title={t('timeline.editSource')} size="sm">
      <form onSubmit={submit}>
        <TextInput
          data-autofocus
          label={t('timeline.sourceUrl')}
          placeholder="https://…"
          value={url}
          error={isRefused ? t('format.unsafe') : null}
          onChange={event => setUrl(event.currentTarget.value)}
        />
        <TextInput
          mt="sm"
          label={t('timeline.sourceType')}
          placeholder={t('timeline.sourceTypeExample')}
          value={type}
          onChange={event => setType(event.currentTarget.value)}
        />
        <Group mt="md" justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('format.cancel')}
          </Button>
          <Button type="submit">{t('format.apply')}</Button>
        </Group>
      </form>
    </Dialog>
  )
}
