import { Button, CopyButton, Group, Stack, Text } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs'
import { differences } from '../../../../shared/document/differences.ts'
import { readPostmortem } from '../../../../shared/document/read.ts'
import { adopt } from '../../../connection/adopt.ts'
import type { Connection } from '../../../connection/connection.ts'
import { markdownOf, saveCopy } from '../../../connection/copyOf.ts'
import { forgetDocument, type KeptVisit, readKeptVisit } from '../../../connection/device.ts'
import { useCanEdit } from '../../../hooks/useCanEdit.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { ConfirmButton } from '../../../ui/ConfirmButton.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { RowsSkeleton } from '../../../ui/Skeletons.tsx'
import { Differences } from '../../history/Differences.tsx'

interface Props {
  readonly visit: KeptVisit
  /** Closes the dialog; `isDone` when nothing is left to show of this visit. */
  readonly onClose: (isDone: boolean) => void
}

/** What an earlier visit left on this device and the server does not have: to look at, copy, add or discard (W10). */
export function KeptVisitDialog({ visit, onClose }: Props) {
  const { t } = useTranslation('history')
  const connection = useConnection()
  const { doc, postmortem } = connection
  const mayEdit = useCanEdit()
  const [kept, setKept] = useState<Doc | null>(null)
  const [text, setText] = useState('')
  useEffect(() => {
    void readKeptVisit(visit).then(async found => {
      setText(await markdownOf(found, visit.postmortem))
      setKept(found)
    })
  }, [visit])
  const parts = useMemo(() => {
    if (!kept) return []
    const joined = new Doc()
    applyUpdate(joined, encodeStateAsUpdate(doc))
    adopt(kept, joined)
    return differences(readPostmortem(doc, postmortem), readPostmortem(joined, postmortem))
  }, [kept, doc, postmortem])
  const isBehind = visit.removals !== connection.knownRemovals()
  const forget = async (): Promise<void> => {
    await forgetDocument(visit.postmortem, visit.person)
    onClose(true)
  }
  const add = async (): Promise<void> => {
    if (!kept) return
    adopt(kept, doc)
    onClose(true)
    // Adding it twice adds nothing, so what was added here stays kept until the server has it.
    await isSaved(connection)
    await forgetDocument(visit.postmortem, visit.person)
  }
  return (
    <Dialog onClose={() => onClose(false)} title={t('kept.title')} size={900}>
      <Stack gap="sm">
        <Text size="sm">{t('kept.intro', { name: visit.name || t('kept.somebody') })}</Text>
        {isBehind && <Text size="sm">{t('kept.behind')}</Text>}
        {!mayEdit && <Text size="sm">{t('kept.readOnly')}</Text>}
        {!kept && <RowsSkeleton rows={3} />}
        {kept && parts.length === 0 && <Text>{t('kept.nothing')}</Text>}
        <div>
          <Differences
            parts={parts}
            heads={[t('kept.here'), t('kept.there')]}
            kinds={{ added: t('kept.added'), removed: t('kept.removed'), changed: t('changed') }}
          />
        </div>
        {kept && (
          <Group justify="flex-end" gap="xs">
            <ConfirmButton
              question={t('kept.discardAsk')}
              detail={t('kept.discardDetail')}
              confirm={t('kept.discard')}
              onConfirm={() => void forget()}
            >
              {t('kept.discard')}
            </ConfirmButton>
            <CopyButton value={text} timeout={2_500}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {copied ? t('kept.copied') : t('kept.copy')}
                </Button>
              )}
            </CopyButton>
            <Button variant="default" onClick={() => void saveCopy(kept, postmortem)}>
              {t('kept.save')}
            </Button>
            {mayEdit && !isBehind && parts.length > 0 && (
              <Button data-autofocus onClick={() => void add()}>
                {t('kept.add')}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </Dialog>
  )
}

/** Resolves once the server has confirmed all that was changed here. */
function isSaved({ saved }: Connection): Promise<void> {
  return new Promise(resolve => {
    const look = (): void => {
      if (saved.get().kind !== 'saved') return
      stop()
      resolve()
    }
    const stop = saved.subscribe(look)
    look()
  })
}
