import { Alert, Button, FileInput, Group, List, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { ImportAnswer } from '../../shared/protocol/api.ts'
import { api } from '../connection/api.ts'

/** Takes a Markdown report, then says what was recognised and what was kept as it is, before it opens the result. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('library')
  const [, go] = useLocation()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState('')
  const [made, setMade] = useState<ImportAnswer | null>(null)
  const [isBusy, setBusy] = useState(false)

  const take = async () => {
    setBusy(true)
    const answer = await api.upload<ImportAnswer>(
      '/api/postmortems/import?source=markdown',
      text,
      'text/markdown',
    )
    setBusy(false)
    setProblem(answer.ok ? '' : answer.error.message)
    if (answer.ok) setMade(answer.value)
  }
  if (made) return <Imported made={made} onOpen={() => go(`/p/${made.id}`)} onClose={onClose} />
  return (
    <Modal opened onClose={onClose} title={t('importing.title')} size="lg">
      <Stack>
        {problem && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        <FileInput
          label={t('importing.file')}
          placeholder={t('importing.choose')}
          accept=".md,.markdown,.txt,.erb,text/markdown,text/plain"
          onChange={file => void file?.text().then(setText)}
        />
        <Textarea
          label={t('importing.paste')}
          value={text}
          onChange={event => setText(event.currentTarget.value)}
          autosize
          minRows={6}
          maxRows={14}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('form.cancel')}
          </Button>
          <Button onClick={() => void take()} loading={isBusy} disabled={text.trim() === ''}>
            {t('import')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

interface ImportedProps {
  readonly made: ImportAnswer
  readonly onOpen: () => void
  readonly onClose: () => void
}

function Imported({ made: { report }, onOpen, onClose }: ImportedProps) {
  const { t } = useTranslation('library')
  const { rows, sections, factors, actions } = report.recognised
  return (
    <Modal opened onClose={onClose} title={t('importing.done')} size="lg">
      <Stack>
        <Text>{t('importing.recognised', { rows, sections, factors, actions })}</Text>
        {report.notes.length > 0 && (
          <List size="sm">
            {report.notes.map(note => (
              <List.Item key={note}>{note}</List.Item>
            ))}
          </List>
        )}
        <Text>
          {report.leftover.length > 0
            ? t('importing.leftover', { headings: report.leftover.join(', ') })
            : t('importing.nothingLeft')}
        </Text>
        <Group justify="flex-end">
          <Button onClick={onOpen}>{t('importing.open')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
