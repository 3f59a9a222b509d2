import { Alert, Button, FileButton, Group, Text, Textarea } from '@mantine/core'
import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { ImportAnswer } from '../../shared/protocol/api.ts'
import { api } from '../connection/api.ts'
import { Dialog } from '../ui/Dialog.tsx'
import classes from './ImportDialog.module.css'
import { ImportReportView } from './ImportReportView.tsx'

const MOST_BYTES = 5_000_000

/** Brings in a postmortem written elsewhere, as Markdown: a file dropped or chosen, or pasted text. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation(['library', 'common'])
  const [, go] = useLocation()
  const [text, setText] = useState('')
  const [isOver, setOver] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState('')
  const [answer, setAnswer] = useState<ImportAnswer | null>(null)

  const send = async (markdown: string): Promise<void> => {
    setBusy(true)
    setRefusal('')
    const path = '/api/postmortems/import?source=markdown'
    const result = await api.upload<ImportAnswer>(path, markdown, 'text/markdown')
    setBusy(false)
    if (result.ok) setAnswer(result.value)
    else setRefusal(result.error.message)
  }
  const take = async (file: File | null | undefined): Promise<void> => {
    if (!file) return
    if (file.size > MOST_BYTES) {
      setRefusal(t('import.tooLarge'))
      return
    }
    const content = await file.text()
    if (content.includes('\0') || content.includes('\ufffd')) setRefusal(t('import.unreadable'))
    else await send(content)
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files[0])
  }
  if (answer) {
    return (
      <Dialog onClose={onClose} title={t('import.done')} size="lg">
        <ImportReportView report={answer.report} />
        <Group justify="flex-end" mt="lg">
          <Button
            data-autofocus
            onClick={() => {
              onClose()
              go(`/p/${answer.id}`)
            }}
          >
            {t('import.open')}
          </Button>
        </Group>
      </Dialog>
    )
  }
  return (
    <Dialog onClose={onClose} title={t('import.title')} size="lg">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button beside it does the same */}
      <div
        className={classes.drop}
        data-over={isOver || undefined}
        onDragOver={event => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Text span c="dimmed">
          {t('import.drop')}
        </Text>
        <FileButton accept=".md,.markdown,.txt,text/markdown,text/plain" onChange={file => void take(file)}>
          {props => (
            <Button {...props} variant="default" size="compact-sm" loading={isBusy}>
              {t('import.pick')}
            </Button>
          )}
        </FileButton>
      </div>
      <Textarea
        data-takes-files
        mt="md"
        label={t('import.paste')}
        placeholder={t('import.placeholder')}
        value={text}
        rows={10}
        classNames={{ input: classes.paste ?? '' }}
        onChange={event => setText(event.currentTarget.value)}
      />
      {refusal && (
        <Alert color="red" mt="md" role="alert">
          {refusal}
        </Alert>
      )}
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t('common:cancel')}
        </Button>
        <Button disabled={text.trim() === ''} loading={isBusy} onClick={() => void send(text)}>
          {t('import.go')}
        </Button>
      </Group>
    </Dialog>
  )
}
