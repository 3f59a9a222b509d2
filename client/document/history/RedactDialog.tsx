import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RedactionAnswer } from '../../../shared/protocol/historyApi.ts'
import { api } from '../../connection/api.ts'
import { useConnection } from '../../hooks/useConnection.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import classes from './History.module.css'

/** Parts as the answer names them; header facts are told together. */
const PARTS = [
  'summary',
  'impact',
  'rootCause',
  'wentWell',
  'couldImprove',
  'lucky',
  'lessons',
  'imported',
  'timeline',
  'factors',
  'whys',
  'actions',
  'parked',
] as const

/** Looks where a text stands, and removes it for good once it was typed a second time (D10). */
export default function RedactDialog(props: { readonly text: string; readonly onClose: () => void }) {
  const { t } = useTranslation('history')
  const { postmortem } = useConnection()
  const [text, setText] = useState(props.text)
  const [confirm, setConfirm] = useState('')
  const [found, setFound] = useState<RedactionAnswer | null>(null)
  const [problem, setProblem] = useState('')
  const [isBusy, setBusy] = useState(false)
  const ask = async (body: object): Promise<void> => {
    setBusy(true)
    const result = await api.post<RedactionAnswer>(`/api/postmortems/${postmortem}/redactions`, body)
    setBusy(false)
    setProblem(result.ok ? '' : result.error.message)
    if (result.ok) setFound(result.value)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void ask(found ? { text, confirm } : { text })
  }
  const isSomewhere = found !== null && placesOf(found) > 0
  return (
    <Dialog onClose={props.onClose} title={t('redact.title')} size="lg">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm">{t('redact.intro')}</Text>
          {!found?.done && (
            <TextInput
              data-autofocus
              label={t('redact.text')}
              description={t('redact.textHint')}
              value={text}
              maxLength={500}
              autoComplete="off"
              onChange={event => {
                setText(event.currentTarget.value)
                setFound(null)
              }}
            />
          )}
          <div role="status">
            {problem && <Text c="red">{problem}</Text>}
            {found?.done && <Text>{t('redact.done')}</Text>}
            {found && !found.done && !isSomewhere && <Text>{t('redact.nowhere')}</Text>}
            {found && !found.done && isSomewhere && <Places found={found} />}
          </div>
          {isSomewhere && !found.done && (
            <TextInput
              label={t('redact.confirm')}
              value={confirm}
              autoComplete="off"
              onChange={event => setConfirm(event.currentTarget.value)}
            />
          )}
          <Group justify="flex-end">
            {!found?.done && !isSomewhere && (
              <Button type="submit" variant="default" loading={isBusy} disabled={text.trim().length < 3}>
                {t('redact.look')}
              </Button>
            )}
            {isSomewhere && !found.done && (
              <Button type="submit" color="red" loading={isBusy} disabled={confirm.trim() !== text.trim()}>
                {t('redact.do')}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

const placesOf = ({ document, versions, meeting }: RedactionAnswer): number =>
  Object.values(document).reduce((sum, count) => sum + count, 0) + versions + meeting

function Places({ found }: { readonly found: RedactionAnswer }) {
  const { t } = useTranslation('history')
  const parts = PARTS.flatMap(part => {
    const count = found.document[part] ?? 0
    return count > 0 ? [{ part, count }] : []
  })
  const told = parts.reduce((sum, { count }) => sum + count, 0)
  const facts = Object.values(found.document).reduce((sum, count) => sum + count, 0) - told
  return (
    <>
      <Text size="sm">{t('redact.found')}</Text>
      <ul className={classes.places}>
        {facts > 0 && <li>{t('redact.inPart', { part: t('part.facts'), count: facts })}</li>}
        {parts.map(({ part, count }) => (
          <li key={part}>{t('redact.inPart', { part: t(`part.${part}`), count })}</li>
        ))}
        {found.meeting > 0 && <li>{t('redact.inMeeting', { count: found.meeting })}</li>}
        {found.versions > 0 && <li>{t('redact.inVersions', { count: found.versions })}</li>}
      </ul>
      <Text size="sm" c="dimmed">
        {t('redact.backups')}
      </Text>
    </>
  )
}
