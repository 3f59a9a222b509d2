import { Menu } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconDots, IconLink, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TimelineRow } from '../../../../shared/document/postmortem.ts'
import { SourceForm } from './SourceForm.tsx'
import classes from './Timeline.module.css'
import type { RowRequests } from './TimelineRow.tsx'

/** What can be done to a row besides writing in it. The menu itself is made when it is first opened. */
export function RowMenu(props: {
  readonly row: TimelineRow
  readonly time: string
  readonly requests: RowRequests
}) {
  const { row, time, requests } = props
  const { t } = useTranslation('document')
  const [isOpen, setOpen] = useState(false)
  const [wasOpened, setOpened] = useState(false)
  const [isAskingSource, setAskingSource] = useState(false)
  const button = (
    <button
      type="button"
      className={classes.more}
      aria-label={t('timeline.more', { time })}
      aria-haspopup="menu"
      onClick={() => {
        setOpened(true)
        setOpen(!isOpen)
      }}
    >
      <IconDots size={16} aria-hidden />
    </button>
  )
  if (!wasOpened) return button
  return (
    <>
      <Menu opened={isOpen} onChange={setOpen} position="bottom-end" width={240} withinPortal>
        <Menu.Target>{button}</Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPlus size={16} />} onClick={() => requests.insertAfter(row.id)}>
            {t('timeline.insertBelow')}
          </Menu.Item>
          <Menu.Item leftSection={<IconLink size={16} />} onClick={() => setAskingSource(true)}>
            {t('timeline.editSource')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowUp size={16} />} onClick={() => requests.shift(row.id, -1)}>
            {t('timeline.moveUp')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowDown size={16} />} onClick={() => requests.shift(row.id, 1)}>
            {t('timeline.moveDown')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconTrash size={16} />}
            c="var(--finding-block)"
            onClick={() => requests.remove(row.id)}
          >
            {t('timeline.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isAskingSource && <SourceForm row={row} onClose={() => setAskingSource(false)} />}
    </>
  )
}
