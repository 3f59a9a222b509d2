import { type AnyExtension, mergeAttributes, Node } from '@tiptap/core'
import { TaskItem, TaskList } from '@tiptap/extension-list'
import { TableKit } from '@tiptap/extension-table'
import { StarterKit } from '@tiptap/starter-kit'
import { readImagePath } from '../../../../shared/document/images.ts'
import { isSafeLink } from './safeLink.ts'
import { TaskShortcut } from './taskShortcut.ts'

/** Anything else in its place has no place in the editor. */
const WORDS = { default: null, validate: 'string|null' }

/** A picture of this server is shown; one from elsewhere is left to the reader (a link, not a request). */
const Image = Node.create({
  name: 'image',
  group: 'block',
  draggable: true,
  addAttributes: () => ({ src: WORDS, alt: WORDS, title: WORDS }),
  parseHTML: () => [{ tag: 'img[src]', getAttrs: img => isPicture(img.getAttribute('src')) && null }],
  renderHTML: ({ HTMLAttributes }) => {
    const { src, alt, title } = HTMLAttributes
    if (readImagePath(src)) return ['figure', { class: 'picture' }, ['img', { src, alt: alt ?? '', title }]]
    const label = alt || title || src || ''
    const isSafe = typeof src === 'string' && isSafeLink(src)
    return ['p', { class: 'picture' }, ['a', isSafe ? { href: src, rel: 'noopener nofollow' } : {}, label]]
  },
})

/** Nothing that holds its own bytes, and nothing that a page could not offer as a link, comes in by pasting. */
const isPicture = (src: string | null): boolean => readImagePath(src) !== null || isSafeLink(src ?? '')

/** Somebody named with an @. */
const Mention = Node.create({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: false,
  addAttributes: () => ({ id: WORDS, label: WORDS }),
  parseHTML: () => [{ tag: 'span[data-mention]' }],
  renderHTML: ({ node, HTMLAttributes }) => [
    'span',
    mergeAttributes({ 'data-mention': '' }, HTMLAttributes),
    `@${node.attrs.label ?? node.attrs.id ?? ''}`,
  ],
  renderText: ({ node }) => `@${node.attrs.label ?? node.attrs.id ?? ''}`,
})

/** The marks of a list stand on the side where its words begin; only drawn, never stored. */
const FROM_ITS_WORDS = { dir: 'auto' }

/**
 * Every node and mark that a section may hold. A node missing here would be deleted by merely opening the section
 * (D4), so this follows the list in shared/document. Undo is the document's own (D6); nothing is added on loading.
 */
export const NODES: AnyExtension[] = [
  StarterKit.configure({
    undoRedo: false,
    trailingNode: false,
    heading: { levels: [1, 2, 3] },
    bulletList: { HTMLAttributes: FROM_ITS_WORDS },
    orderedList: { HTMLAttributes: FROM_ITS_WORDS },
    dropcursor: { color: 'var(--mantine-primary-color-filled)', width: 2 },
    link: {
      openOnClick: false,
      autolink: true,
      linkOnPaste: true,
      defaultProtocol: 'https',
      isAllowedUri: isSafeLink,
      HTMLAttributes: { rel: 'noopener noreferrer nofollow', target: '_blank' },
    },
  }),
  TaskList.configure({ HTMLAttributes: FROM_ITS_WORDS }),
  TaskItem.configure({ nested: true }),
  TaskShortcut,
  TableKit.configure({ table: { resizable: false } }),
  Image,
  Mention,
]
