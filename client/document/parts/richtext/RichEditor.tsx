import { part } from '../../../ui/part.ts'
import '../carets.css'
import { Placeholder } from '@tiptap/extensions'
import { EditorContent, useEditor } from '@tiptap/react'
import { Suspense, useEffect, useRef, useState } from 'react'
import type { Finding } from '../../../../shared/checks/finding.ts'
import type { SectionName } from '../../../../shared/document/postmortem.ts'
import { sectionOf } from '../../../../shared/document/schema.ts'
import { useIsCommented } from '../../../hooks/useComments.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { loadMessages } from '../../../messages/index.ts'
import { coediting } from './coediting.ts'
import { FindingCard } from './FindingCard.tsx'
import { findingMarks, showFindings } from './findingMarks.ts'
import { type LateProps, latePlugin } from './late.ts'
import { NODES } from './nodes.ts'
import { isSafeLink } from './safeLink.ts'
import { Toolbar } from './Toolbar.tsx'
import { tabThrough } from './tabThrough.ts'

const EditorExtras = part(async () => {
  const [{ EditorExtras: component }] = await Promise.all([
    import('./EditorExtras.tsx'),
    loadMessages('richtext'),
  ])
  return { default: component }
})

/** The editor of one section, shared with everybody in it. Loaded only by those who may edit. */
export default function RichEditor(props: {
  readonly name: SectionName
  readonly label: string
  readonly placeholder: string
  readonly findings: readonly Finding[]
  /** This editor has lost step with the section: it has to be made anew. */
  readonly onLost: (error: unknown) => void
  /** True where it takes the place of one that somebody was in. */
  readonly hasFocus: boolean
}) {
  const { name, label, placeholder, findings, onLost, hasFocus } = props
  const connection = useConnection()
  const { doc, awareness, undo } = connection
  const late = useRef<LateProps | null>(null)
  const [tools, setTools] = useState<HTMLElement | null>(null)
  const [wasUsed, setUsed] = useState(false)
  const isCommented = useIsCommented(name)
  const editor = useEditor(
    {
      extensions: [
        ...NODES,
        coediting({ fragment: sectionOf(doc, name), awareness, undo, onLost }),
        findingMarks,
        latePlugin(late),
        Placeholder.configure({ placeholder }),
      ],
      // The page's policy allows no style tags; what the editor needs stands in RichText.module.css.
      injectCSS: false,
      editorProps: {
        handleClick: openLink,
        handleDOMEvents: {
          ...tabThrough,
          dragenter: () => {
            setUsed(true)
            return false
          },
        },
        attributes: {
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': label,
          'data-section': name,
          'data-bound': '',
        },
      },
      onFocus: () => {
        undo.stopCapturing()
        setUsed(true)
      },
    },
    [doc, name],
  )

  const began = useRef(hasFocus)
  useEffect(() => {
    if (!began.current || !editor || editor.isDestroyed) return
    began.current = false
    editor.commands.focus()
  }, [editor])

  useEffect(() => {
    if (editor) showFindings(editor, findings)
  }, [editor, findings])

  return (
    <>
      <Toolbar editor={editor} onTools={setTools} />
      <EditorContent editor={editor} />
      <FindingCard editor={editor} findings={findings} />
      {(wasUsed || isCommented) && (
        <Suspense>
          <EditorExtras editor={editor} name={name} late={late} tools={tools} />
        </Suspense>
      )}
    </>
  )
}

/** Ctrl/⌘ and a click follow a link; a click alone puts the caret into it. */
function openLink(_view: unknown, _position: number, event: MouseEvent): boolean {
  if (!event.ctrlKey && !event.metaKey) return false
  const href = event.target instanceof Element ? event.target.closest('a')?.href : undefined
  if (!href || !isSafeLink(href)) return false
  window.open(href, '_blank', 'noopener,noreferrer')
  return true
}
