import {
  IconColumnInsertRight,
  IconColumnRemove,
  IconRowInsertBottom,
  IconRowRemove,
  IconTableOff,
} from '@tabler/icons-react'
import type { ChainedCommands, Editor } from '@tiptap/core'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Toolbar.module.css'

const BUTTONS = [
  { name: 'addRow', icon: IconRowInsertBottom, run: c => c.addRowAfter() },
  { name: 'addColumn', icon: IconColumnInsertRight, run: c => c.addColumnAfter() },
  { name: 'removeRow', icon: IconRowRemove, run: c => c.deleteRow() },
  { name: 'removeColumn', icon: IconColumnRemove, run: c => c.deleteColumn() },
  { name: 'removeTable', icon: IconTableOff, run: c => c.deleteTable() },
] as const satisfies readonly {
  name: string
  icon: ComponentType<{ size?: number }>
  run: (chain: ChainedCommands) => ChainedCommands
}[]

/** What can be done to the table that the caret is in. */
export function TableButtons({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation('document')
  return BUTTONS.map(({ name, icon: Icon, run }) => (
    <button
      key={name}
      type="button"
      className={classes.button}
      aria-label={t(`format.${name}`)}
      title={t(`format.${name}`)}
      onMouseDown={event => event.preventDefault()}
      onClick={() => run(editor.chain().focus()).run()}
    >
      <Icon size={16} />
    </button>
  ))
}
