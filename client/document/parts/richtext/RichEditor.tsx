import '../carets.css'
import { Placeholder } from '@tiptap/extensions'
import { EditorContent, useEditor } from '@tiptap/react'
import { useEffect } from 'react'
import type { Finding } from '../../../../shared/checks/finding.ts'
import type { SectionName } from '../../../../shared/document/postmortem.ts'
import { sectionOf } from '../../../../shared/document/schema.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { coediting } from './coediting.ts'
import { FindingCard } from './FindingCard.tsx'
import { findingMarks, showFindings } from './findingMarks.ts'
import { NODES } from './nodes.ts'
import { isSafeLink } from './safeLink.ts'
import { Toolbar } from './Toolbar.tsx'

/** The editor of one section, shared with everybody in it. Loaded only by those who may edit. */
export default function RichEditor(props: {
  readonly name: SectionName
  readonly label: string
  readonly placeholder: string
  readonly findings: readonly Finding[]
}) {
  const { name, label, placeholder, findings } = props
  const { doc, awareness, undo } = useConnection()
  const editor = useEditor(
    {
      extensions: [
        ...NODES,
        coediting({ fragment: sectionOf(doc, name), awareness, undo }),
        findingMarks,
        Placeholder.configure({ placeholder }),
      ],
      // The page's policy allows no style tags; what the editor needs stands in RichText.module.css.
      injectCSS: false,
      editorProps: {
        handleClick: openLink,
        attributes: {
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': label,
          'data-section': name,
          'data-bound': '',
        },
      },
      onFocus: () => undo.stopCapturing(),
    },
    [doc, name],
  )

  useEffect(() => {
    if (editor) showFindings(editor, findings)
  }, [editor, findings])

  return (
    <>
      <Toolbar editor={editor} />
      <EditorContent editor={editor} />
      <FindingCard editor={editor} findings={findings} />
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
