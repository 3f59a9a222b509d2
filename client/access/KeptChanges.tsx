import { Button, CopyButton, Group, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Doc } from 'yjs'
import { readPostmortem } from '../../shared/document/read.ts'
import { markdownOf, saveCopy } from '../connection/copyOf.ts'
import { type KeptVisit, readKeptVisit } from '../connection/device.ts'

/** A document with changes that never reached the server. */
export interface Unsent {
  readonly postmortem: string
  readonly doc: Doc
  readonly changes: number
  /** Who made them; '' for whoever is signed in. */
  readonly name: string
}

/** Changes in this browser that never reached the server, one document after the other, to be copied or saved (W10). */
export function KeptChanges(props: {
  readonly visits: readonly KeptVisit[]
  /** The open document, when it has such changes too. */
  readonly open?: Unsent | null
}) {
  const { visits, open = null } = props
  const [kept, setKept] = useState<readonly Unsent[]>([])
  useEffect(() => {
    const read = async (visit: KeptVisit): Promise<Unsent> => ({ ...visit, doc: await readKeptVisit(visit) })
    void Promise.all(visits.map(read)).then(setKept)
  }, [visits])
  return [...(open ? [open] : []), ...kept].map(one => (
    <Change key={`${one.postmortem} ${one.doc.guid}`} unsent={one} />
  ))
}

function Change({ unsent: { postmortem, doc, changes, name } }: { readonly unsent: Unsent }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  useEffect(() => {
    void markdownOf(doc, postmortem).then(setText)
  }, [doc, postmortem])
  const { title } = readPostmortem(doc, postmortem)
  return (
    <section aria-label={title || t('untitled')}>
      <Text mt="md" fw={600} size="sm">
        {title || t('untitled')}
      </Text>
      <Text size="sm">
        {name ? t('frame.keptOf', { count: changes, name }) : t('frame.unsent', { count: changes })}
      </Text>
      <Group gap="xs" mt="xs">
        <CopyButton value={text} timeout={2_500}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" disabled={text === ''} onClick={copy}>
              {copied ? t('copied') : t('frame.copyText')}
            </Button>
          )}
        </CopyButton>
        <Button size="xs" variant="default" onClick={() => void saveCopy(doc, postmortem)}>
          {t('frame.saveCopy')}
        </Button>
      </Group>
    </section>
  )
}
