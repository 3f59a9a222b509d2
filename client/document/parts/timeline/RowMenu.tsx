import { Menu, Modal } from '@mantine/core'
import { IconLink, IconPlus, IconSitemap } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import type { TimelineRow } from '../../../../shared/document/postmortem.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { useList } from '../../../hooks/useList.ts'
import { part } from '../../../ui/part.ts'
import { ItemMenu } from '../rows/ItemMenu.tsx'
import { useWords } from '../rows/useWords.ts'
import { sharesItsTime } from './moveWithinTime.ts'
import { SourceForm } from './SourceForm.tsx'
import type { RowRequests } from './TimelineRow.tsx'

const RowFactors = part(async () => ({ default: (await import('./RowFactors.tsx')).RowFactors }))

/** The menu of a timeline row. */
export function RowMenu(props: {
  readonly row: TimelineRow
  readonly time: string
  readonly requests: RowRequests
}) {
  const { row, time, requests } = props
  const t = useWords()
  const { doc } = useConnection()
  const [asked, setAsked] = useState<'source' | 'factors' | null>(null)
  const close = (): void => setAsked(null)
  const dialogs = (
    <>
      {asked === 'source' && <SourceForm row={row} onClose={close} />}
      <Modal opened={asked === 'factors'} onClose={close} title={t('timeline.linkFactors')}>
        <Suspense>{asked === 'factors' && <RowFactors row={row.id} />}</Suspense>
      </Modal>
    </>
  )
  return (
    <ItemMenu
      list="timeline"
      id={row.id}
      label={t('timeline.more', { time })}
      onShift={by => requests.shift(row.id, by)}
      canShift={() => sharesItsTime(doc, row)}
      onRemove={() => requests.remove(row.id)}
      dialogs={dialogs}
    >
      <Menu.Item leftSection={<IconPlus size={16} />} onClick={() => requests.insertAfter(row.id)}>
        {t('timeline.insertBelow')}
      </Menu.Item>
      <Menu.Item leftSection={<IconLink size={16} />} onClick={() => setAsked('source')}>
        {t('timeline.editSource')}
      </Menu.Item>
      <FactorsItem row={row.id} onClick={() => setAsked('factors')} />
    </ItemMenu>
  )
}

/** How many factors explain the event; pressed, it asks which. */
function FactorsItem({ row, onClick }: { readonly row: string; readonly onClick: () => void }) {
  const t = useWords()
  const count = useList('factors').filter(factor => factor.rows.includes(row)).length
  return (
    <Menu.Item leftSection={<IconSitemap size={16} />} onClick={onClick} rightSection={count > 0 && count}>
      {t('timeline.linkFactors')}
    </Menu.Item>
  )
}
