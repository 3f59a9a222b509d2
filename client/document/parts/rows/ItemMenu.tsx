import { Menu } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconDots, IconMessage, IconTrash } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { CommentedList } from '../../../../shared/document/postmortem.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { commentView } from '../comments/commentView.ts'
import classes from './Rows.module.css'
import { useWords } from './useWords.ts'

interface ItemMenuProps {
  readonly list: CommentedList
  readonly id: string
  readonly label: string
  /** The `Menu.Item`s that only this kind of row has; they come first. */
  readonly children: ReactNode
  /** Moves the row one place up (-1) or down (1), where the list has an order of its own. */
  readonly onShift?: (by: -1 | 1) => void
  /** Whether there is anywhere to move it to, asked when the menu is opened. */
  readonly canShift?: () => boolean
  readonly onRemove: () => void
  /** What the items open; like the menu, made when the menu is first opened. */
  readonly dialogs?: ReactNode
}

/** What can be done to a row besides writing in it. With 300 rows, no menu is made before somebody asks for it. */
export function ItemMenu(props: ItemMenuProps) {
  const { list, id, label, children, onShift, canShift = () => true, onRemove, dialogs } = props
  const t = useWords()
  const connection = useConnection()
  const [isOpen, setOpen] = useState(false)
  const [wasOpened, setOpened] = useState(false)
  const button = (
    <button
      type="button"
      className={classes.more}
      aria-label={label}
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
          {children}
          <Menu.Item
            leftSection={<IconMessage size={16} />}
            onClick={() => commentView(connection).set({ kind: 'row', in: list, id })}
          >
            {t('comments.comment')}
          </Menu.Item>
          {onShift && isOpen && canShift() && (
            <>
              <Menu.Item leftSection={<IconArrowUp size={16} />} onClick={() => onShift(-1)}>
                {t('timeline.moveUp')}
              </Menu.Item>
              <Menu.Item leftSection={<IconArrowDown size={16} />} onClick={() => onShift(1)}>
                {t('timeline.moveDown')}
              </Menu.Item>
            </>
          )}
          <Menu.Divider />
          <Menu.Item leftSection={<IconTrash size={16} />} c="var(--finding-block)" onClick={onRemove}>
            {t('timeline.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialogs}
    </>
  )
}
