import { Menu, Modal, TextInput } from '@mantine/core'
import {
  IconArrowDown,
  IconArrowUp,
  IconDots,
  IconTimeline,
  IconTrash,
  IconUsersGroup,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { updateItem } from '../../../../shared/document/edit.ts'
import type { Factor } from '../../../../shared/document/postmortem.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import type { FactorRequests } from './FactorRow.tsx'
import classes from './Factors.module.css'
import { RowLinks } from './RowLinks.tsx'

/** What can be done to a factor besides writing in it; made when it is first opened. */
export function FactorMenu({ row, requests }: { readonly row: Factor; readonly requests: FactorRequests }) {
  const { t } = useTranslation('document')
  const { doc } = useConnection()
  const [isOpen, setOpen] = useState(false)
  const [wasOpened, setOpened] = useState(false)
  const [asked, setAsked] = useState<'group' | 'rows' | null>(null)
  const close = (): void => setAsked(null)
  const button = (
    <button
      type="button"
      className={classes.more}
      aria-label={t('factors.more')}
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
          <Menu.Item leftSection={<IconUsersGroup size={16} />} onClick={() => setAsked('group')}>
            {t('factors.setGroup')}
          </Menu.Item>
          <Menu.Item leftSection={<IconTimeline size={16} />} onClick={() => setAsked('rows')}>
            {t('factors.linkRows')}
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
      <Modal opened={asked === 'group'} onClose={close} title={t('factors.setGroup')} size="sm">
        <TextInput
          data-autofocus
          label={t('factors.group')}
          defaultValue={row.group}
          onBlur={event => updateItem(doc, 'factors', row.id, { group: event.currentTarget.value.trim() })}
          onKeyDown={event => {
            if (event.key === 'Enter') close()
          }}
        />
      </Modal>
      <Modal opened={asked === 'rows'} onClose={close} title={t('factors.linkRows')}>
        {asked === 'rows' && <RowLinks factor={row} />}
      </Modal>
    </>
  )
}
