import {
  IconBlockquote,
  IconBold,
  IconCode,
  IconH3,
  IconItalic,
  IconLink,
  IconList,
  IconListCheck,
  IconListNumbers,
  IconSourceCode,
  IconStrikethrough,
  IconTable,
} from '@tabler/icons-react'
import type { ChainedCommands, Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { type ComponentType, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LinkForm } from './LinkForm.tsx'
import { TableButtons } from './TableButtons.tsx'
import classes from './Toolbar.module.css'

const BUTTONS = [
  { name: 'bold', keys: 'Ctrl+B', icon: IconBold, mark: 'bold', run: c => c.toggleBold() },
  { name: 'italic', keys: 'Ctrl+I', icon: IconItalic, mark: 'italic', run: c => c.toggleItalic() },
  {
    name: 'strike',
    keys: 'Ctrl+Shift+S',
    icon: IconStrikethrough,
    mark: 'strike',
    run: c => c.toggleStrike(),
  },
  { name: 'code', keys: 'Ctrl+E', icon: IconCode, mark: 'code', run: c => c.toggleCode() },
  { name: 'heading', keys: '### ', icon: IconH3, mark: 'heading', run: c => c.toggleHeading({ level: 3 }) },
  { name: 'bullets', keys: '- ', icon: IconList, mark: 'bulletList', run: c => c.toggleBulletList() },
  {
    name: 'numbers',
    keys: '1. ',
    icon: IconListNumbers,
    mark: 'orderedList',
    run: c => c.toggleOrderedList(),
  },
  { name: 'tasks', keys: '[ ] ', icon: IconListCheck, mark: 'taskList', run: c => c.toggleTaskList() },
  { name: 'quote', keys: '> ', icon: IconBlockquote, mark: 'blockquote', run: c => c.toggleBlockquote() },
  { name: 'codeBlock', keys: '```', icon: IconSourceCode, mark: 'codeBlock', run: c => c.toggleCodeBlock() },
] as const satisfies readonly {
  name: string
  keys: string
  icon: ComponentType<{ size?: number }>
  mark: string
  run: (chain: ChainedCommands) => ChainedCommands
}[]

/** A quiet row of formatting buttons, there only while the focus is in the section. */
export function Toolbar(props: {
  readonly editor: Editor
  /** Hears of the place at its end, where extras put their buttons. */
  readonly onTools: (place: HTMLElement | null) => void
}) {
  const { editor, onTools } = props
  const { t } = useTranslation('document')
  const [isLinking, setLinking] = useState(false)
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) =>
      now.isFocused
        ? [...BUTTONS.map(button => button.mark), 'link', 'table']
            .filter(mark => now.isActive(mark))
            .join(' ')
        : '',
  }).split(' ')

  if (isLinking) {
    return (
      <div className={classes.anchor} data-open>
        <div className={classes.bar}>
          <LinkForm editor={editor} onClose={() => setLinking(false)} />
        </div>
      </div>
    )
  }
  return (
    <div className={classes.anchor}>
      <div className={classes.bar} role="toolbar" aria-label={t('format.label')}>
        {BUTTONS.map(({ name, keys, icon: Icon, mark, run }) => (
          <button
            key={name}
            type="button"
            className={classes.button}
            aria-label={t(`format.${name}`)}
            aria-pressed={active.includes(mark)}
            title={`${t(`format.${name}`)} (${keys.trim()})`}
            onMouseDown={event => event.preventDefault()}
            onClick={() => run(editor.chain().focus()).run()}
          >
            <Icon size={16} />
          </button>
        ))}
        <button
          type="button"
          className={classes.button}
          aria-label={t('format.link')}
          aria-pressed={active.includes('link')}
          title={t('format.link')}
          onMouseDown={event => event.preventDefault()}
          onClick={() => setLinking(true)}
        >
          <IconLink size={16} />
        </button>
        {active.includes('table') ? (
          <TableButtons editor={editor} />
        ) : (
          <button
            type="button"
            className={classes.button}
            aria-label={t('format.table')}
            title={t('format.table')}
            onMouseDown={event => event.preventDefault()}
            onClick={() =>
              editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run()
            }
          >
            <IconTable size={16} />
          </button>
        )}
        <span ref={onTools} className={classes.tools} />
      </div>
    </div>
  )
}
