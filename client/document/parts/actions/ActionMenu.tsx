import { Checkbox, Menu, Modal, Stack } from '@mantine/core'
import { IconArrowBack, IconDots, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { updateItem } from '../../../../shared/document/edit.ts'
import type { ActionItem, Factor } from '../../../../shared/document/postmortem.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import type { ActionRequests } from './ActionRow.tsx'
import classes from './Actions.module.css'

/** What can be done to an action besides writing in it; made when it is first opened. */
export function ActionMenu(props: {
  readonly row: ActionItem
  readonly factors: readonly Factor[]
  readonly requests: ActionRequests
}) {
  const { row, factors, requests } = props
  const { t } = useTranslation('document')
  const { doc } = useConnection()
  const [isOpen, setOpen] = useState(false)
  const [wasOpened, setOpened] = useState(false)
  const [isLinking, setLinking] = useState(false)
  const button = (
    <button
      type="button"
      className={classes.more}
      aria-label={t('actions.more')}
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
      <Menu opened={isOpen} onChange={setOpen} position="bottom-end" width={240}>
        <Menu.Target>{button}</Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconArrowBack size={16} />} onClick={() => setLinking(true)}>
            {t('actions.linkFactors')}
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
      <Modal opened={isLinking} onClose={() => setLinking(false)} title={t('actions.linkFactors')}>
        <Stack gap="xs">
          {factors.length === 0 && <p>{t('factors.empty')}</p>}
          {factors.map((factor, index) => (
            <Checkbox
              key={factor.id}
              label={`${index + 1}. ${factor.text}`}
              checked={row.factors.includes(factor.id)}
              onChange={event => {
                const others = row.factors.filter(id => id !== factor.id)
                const linked = event.currentTarget.checked ? [...others, factor.id] : others
                updateItem(doc, 'actions', row.id, { factors: linked })
              }}
            />
          ))}
        </Stack>
      </Modal>
    </>
  )
}
