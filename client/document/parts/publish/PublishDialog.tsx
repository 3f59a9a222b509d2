import { Anchor, Button, CopyButton, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding, Place } from '../../../../shared/checks/finding.ts'
import type { PublicationAnswer, PublicationState } from '../../../../shared/protocol/api.ts'
import { api } from '../../../connection/api.ts'
import { readerOf } from '../../../hooks/documentReader.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { useFindings } from '../../../hooks/useFindings.ts'
import { useSaved } from '../../../hooks/useSaved.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { excerptOf } from '../findings/excerpt.ts'
import { FindingNote } from '../findings/FindingNote.tsx'
import classes from './PublishDialog.module.css'
import type { Publication } from './usePublication.ts'

const WHEN = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

interface Props {
  readonly publication: Publication
  readonly onClose: () => void
  readonly onShow: (place: Place) => void
}

/** Who will be able to read it, what stands in the way, and what was published last. */
export default function PublishDialog({ publication, onClose, onShow }: Props) {
  const { t } = useTranslation('document')
  const { postmortem } = useConnection()
  const { state, mayPublish, refresh } = publication
  const blocking = useFindings().filter(({ severity }) => severity === 'block')
  const { waiting } = useSaved()
  const [problem, setProblem] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [isDone, setDone] = useState(false)
  const [reason, setReason] = useState('')
  const isBlocked = blocking.length > 0 && reason.trim() === ''
  const publish = async (): Promise<void> => {
    setBusy(true)
    const result = await api.post<PublicationAnswer>(`/api/postmortems/${postmortem}/publication`, {
      audience: 'internal',
      ...(blocking.length > 0 && { reason: reason.trim() }),
    })
    setBusy(false)
    setProblem(result.ok ? '' : result.error.message)
    setDone(result.ok)
    refresh()
  }
  const last = state.kind === 'there' ? state.value.last : null
  const isCurrent = last !== null && !last.isOutdated
  return (
    <Dialog onClose={onClose} title={t('publish.title')} size="lg">
      <Stack gap="sm">
        <div role="status">
          {isDone && <Text fw={600}>{t('publish.done')}</Text>}
          {problem && <Text c="red">{problem}</Text>}
        </div>
        {state.kind === 'refused' && <Text c="red">{state.error.message}</Text>}
        {last && <Last postmortem={postmortem} last={last} />}
        {mayPublish && !isCurrent && (
          <>
            {state.kind === 'there' && <Readers readers={state.value.readers} />}
            {blocking.length > 0 && <Blocking findings={blocking} onShow={onShow} />}
            {blocking.length > 0 && (
              <Textarea
                label={t('publish.despite')}
                description={t('publish.despiteHint')}
                autosize
                maxLength={500}
                value={reason}
                onChange={({ currentTarget }) => setReason(currentTarget.value)}
              />
            )}
            {waiting > 0 && <Text size="sm">{t('publish.waiting')}</Text>}
            <Group justify="flex-end">
              <Button variant="default" data-autofocus={isBlocked || undefined} onClick={onClose}>
                {t('publish.cancel')}
              </Button>
              <Button
                data-autofocus={!isBlocked || undefined}
                loading={isBusy}
                disabled={isBlocked || state.kind !== 'there' || waiting > 0}
                onClick={() => void publish()}
              >
                {t(last ? 'publish.again' : 'publish.publish')}
              </Button>
            </Group>
          </>
        )}
        {(!mayPublish || isCurrent) && (
          <Group justify="flex-end">
            <Button data-autofocus onClick={onClose}>
              {t('publish.close')}
            </Button>
          </Group>
        )}
      </Stack>
    </Dialog>
  )
}

function Readers({ readers }: { readonly readers: PublicationState['readers'] }) {
  const { t } = useTranslation('document')
  return (
    <>
      <Text size="sm">
        {t(readers.colleagues ? 'publish.colleagues' : 'publish.invited', { count: readers.invited })}
      </Text>
      <Text size="sm" c="dimmed">
        {t('publish.inside')}
      </Text>
    </>
  )
}

function Last(props: { readonly postmortem: string; readonly last: NonNullable<PublicationState['last']> }) {
  const { t } = useTranslation('document')
  const { at, by, version, isOutdated } = props.last
  const path = `/p/${props.postmortem}/published/${version}`
  return (
    <div className={classes.last}>
      <Text size="sm">
        {t(by ? 'publish.lastBy' : 'publish.last', { time: WHEN.format(at), name: by })}
        {isOutdated && ` ${t('publish.outdated')}`}
      </Text>
      <Group gap="xs" mt={6}>
        <Anchor href={path} target="_blank" size="sm">
          {t('publish.open')}
        </Anchor>
        <CopyButton value={`${window.location.origin}${path}`} timeout={2_500}>
          {({ copied, copy }) => (
            <Button size="compact-sm" variant="subtle" onClick={copy}>
              {t(copied ? 'publish.copied' : 'publish.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </div>
  )
}

function Blocking(props: { readonly findings: readonly Finding[]; readonly onShow: (place: Place) => void }) {
  const { t } = useTranslation('document')
  const connection = useConnection()
  const postmortem = readerOf(connection).postmortem.get()
  return (
    <section aria-label={t('publish.blocking')}>
      <Text size="sm" fw={600}>
        {t('publish.blocking')}
      </Text>
      <ul className={classes.blocking}>
        {props.findings.map((finding, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two findings on the same words differ only in their place
          <li key={`${finding.rule} ${index}`}>
            <FindingNote finding={finding} excerpt={excerptOf(postmortem, finding)} />
            <Button size="compact-xs" variant="default" onClick={() => props.onShow(finding.where)}>
              {t('publish.show')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
