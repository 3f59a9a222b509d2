import {
  Alert,
  Button,
  Group,
  NativeSelect,
  SegmentedControl,
  SimpleGrid,
  Text,
  TextInput,
} from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { isoSecond } from '../../shared/base/time.ts'
import { SEVERITIES } from '../../shared/document/postmortem.ts'
import type { CreatedAnswer } from '../../shared/protocol/api.ts'
import { api } from '../connection/api.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { ImportDialog } from './ImportDialog.tsx'

const EMPTY = {
  title: '',
  kind: 'incident',
  severity: '',
  incident: '',
  started: '',
  resolved: '',
  services: '',
}

/** Starts a postmortem from what is known at once; all of it can be changed in the document. */
export function NewPostmortem({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation(['library', 'common'])
  const [, go] = useLocation()
  const [draft, setDraft] = useState(EMPTY)
  const [refusal, setRefusal] = useState('')
  const [wasTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [isImporting, setImporting] = useState(false)
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const isReversed = draft.started !== '' && draft.resolved !== '' && draft.resolved < draft.started
  const field = (name: keyof typeof EMPTY) => ({
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget
      setDraft(last => ({ ...last, [name]: value }))
    },
  })
  const create = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    if (draft.title.trim() === '' || isReversed) return
    setBusy(true)
    const result = await api.post<CreatedAnswer>('/api/postmortems', {
      title: draft.title.trim(),
      kind: draft.kind,
      severity: draft.severity,
      incident: draft.incident.trim(),
      startedAt: utc(draft.started),
      resolvedAt: utc(draft.resolved),
      services: wordsIn(draft.services),
      timeZone,
    })
    setBusy(false)
    if (!result.ok) {
      setRefusal(result.error.message)
      return
    }
    onClose()
    go(`/p/${result.value.id}`)
  }
  if (isImporting) return <ImportDialog onClose={onClose} />
  return (
    <Dialog onClose={onClose} title={t('new.title')} size="lg">
      <form onSubmit={event => void create(event)} noValidate>
        <TextInput
          label={t('new.name')}
          placeholder={t('new.namePlaceholder')}
          error={wasTried && draft.title.trim() === '' && t('new.nameMissing')}
          maxLength={300}
          size="md"
          data-autofocus
          {...field('title')}
        />
        <SimpleGrid cols={{ base: 1, xs: 3 }} mt="md" spacing="md">
          <div>
            <Text component="span" size="sm" fw={500} id="new-kind">
              {t('new.kindLabel')}
            </Text>
            <SegmentedControl
              fullWidth
              aria-labelledby="new-kind"
              value={draft.kind}
              onChange={kind => setDraft(last => ({ ...last, kind }))}
              data={[
                { value: 'incident', label: t('new.incident') },
                { value: 'near-miss', label: t('new.nearMiss') },
              ]}
            />
          </div>
          <NativeSelect
            label={t('new.severity')}
            data={[{ value: '', label: t('new.severityNone') }, ...SEVERITIES]}
            {...field('severity')}
          />
          <TextInput
            label={t('new.key')}
            placeholder={t('new.keyPlaceholder')}
            maxLength={100}
            {...field('incident')}
          />
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, xs: 2 }} mt="md" spacing="md">
          <TextInput type="datetime-local" label={t('new.started')} {...field('started')} />
          <TextInput
            type="datetime-local"
            label={t('new.resolved')}
            error={isReversed && t('new.order')}
            {...field('resolved')}
          />
        </SimpleGrid>
        <Text size="xs" c="dimmed" mt={4}>
          {timeZone === 'UTC' ? t('new.zoneUtc') : t('new.zone', { zone: timeZone })}
        </Text>
        <TextInput
          mt="md"
          label={t('new.services')}
          placeholder={t('new.servicesPlaceholder')}
          description={t('new.servicesHint')}
          inputWrapperOrder={['label', 'input', 'description']}
          {...field('services')}
        />
        {refusal && (
          <Alert color="red" mt="md" role="alert">
            {refusal}
          </Alert>
        )}
        <Group justify="space-between" mt="lg">
          <Button variant="subtle" color="gray" onClick={() => setImporting(true)}>
            {t('new.import')}
          </Button>
          <Group gap="sm">
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" loading={isBusy}>
              {t('new.create')}
            </Button>
          </Group>
        </Group>
      </form>
    </Dialog>
  )
}

/** A time as the field holds it, where the person is, in UTC; '' stays ''. */
const utc = (local: string): string => (local === '' ? '' : isoSecond(new Date(local).getTime()))

const wordsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map(word => word.trim())
      .filter(Boolean),
  ),
]
