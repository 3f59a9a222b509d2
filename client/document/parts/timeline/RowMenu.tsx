import { Menu } from '@mantine/core'
import { IconLink, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { TimelineRow } from '../../../../shared/document/postmortem.ts'
import { ItemMenu } from '../rows/ItemMenu.tsx'
import { useWords } from '../rows/useWords.ts'
import { SourceForm } from './SourceForm.tsx'
import type { RowRequests } from './TimelineRow.tsx'

/** The menu of a timeline row. */
export function RowMenu(props: {
  readonly row: TimelineRow
  readonly time: string
  readonly requests: RowRequests
}) {
  const { row, time, requests } = props
  const t = useWords()
  const [isAskingSource, setAskingSource] = useState(false)
  return (
    <ItemMenu
      list="timeline"
      id={row.id}
      label={t('timeline.more', { time })}
      onShift={by => requests.shift(row.id, by)}
      onRemove={() => requests.remove(row.id)}
      dialogs={isAskingSource && <SourceForm row={row} onClose={() => setAskingSource(false)} />}
    >
      <Menu.Item leftSection={<IconPlus size={16} />} onClick={() => requests.insertAfter(row.id)}>
        {t('timeline.insertBelow')}
      </Menu.Item>
      <Menu.Item leftSection={<IconLink size={16} />} onClick={() => setAskingSource(true)}>
        {t('timeline.editSource')}
      </Menu.Item>
    </ItemMenu>
  )
}
