import { Alert, Button, Group, Modal, Select, Stack, TagsInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { KINDS, SEVERITIES } from '../../shared/document/postmortem.ts'
import type { CreatedAnswer } from '../../shared/protocol/api.ts'
import { api } from '../connection/api.ts'

const BLANK = {
  title: '',
  kind: 'incident',
  severity: '',
  startedAt: '',
  resolvedAt: '',
  services: [] as string[],
}

/** Asks for what is known at once; everything else is written in the document. Times are UTC, as in the document. */
export function NewPostmortem({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('library')
  const [, go] = useLocation()
  const [fields, setFields] = useState(BLANK)
  const [problem, setProblem] = useState('')
  const [isBusy, setBusy] = useState(false)
  const set = (part: Partial<typeof BLANK>) => setFields(now => ({ ...now, ...part }))

  const create = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const utc = (value: string): string => (value ? `${value}:00Z` : '')
    const times = { startedAt: utc(fields.startedAt), resolvedAt: utc(fields.resolvedAt) }
    const answer = await api.post<CreatedAnswer>('/api/postmortems', { ...fields, ...times })
    setBusy(false)
    if (!answer.ok) {
      setProblem(answer.error.message)
      return
    }
    onClose()
    go(`/p/${answer.value.id}`)
  }
  return (
    <Modal opened onClose={onClose} title={t('form.title')} size="lg">
      <form onSubmit={event => void create(event)}>
        <Stack>
          {problem && (
            <Alert color="red" role="alert">
              {problem}
            </Alert>
          )}
          <TextInput
            label={t('form.name')}
            placeholder={t('form.nameHint')}
            value={fields.title}
            onChange={event => set({ title: event.currentTarget.value })}
            maxLength={300}
            data-autofocus
            required
          />
          <Group grow>
            <Select
              label={t('filter.kind')}
              data={KINDS.map(value => ({ value, label: t(`kind.${value}`) }))}
              value={fields.kind}
              onChange={kind => set({ kind: kind ?? 'incident' })}
              allowDeselect={false}
            />
            <Select
              label={t('filter.severity')}
              data={[...SEVERITIES]}
              value={fields.severity || null}
              onChange={severity => set({ severity: severity ?? '' })}
              clearable
            />
          </Group>
          <Group grow>
            {(['startedAt', 'resolvedAt'] as const).map(name => (
              <TextInput
                key={name}
                type="datetime-local"
                label={t(`form.${name}`)}
                value={fields[name]}
                onChange={event => set({ [name]: event.currentTarget.value })}
              />
            ))}
          </Group>
          <TagsInput
            label={t('form.services')}
            value={fields.services}
            onChange={services => set({ services })}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('form.cancel')}
            </Button>
            <Button type="submit" loading={isBusy} disabled={fields.title.trim() === ''}>
              {t('form.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
