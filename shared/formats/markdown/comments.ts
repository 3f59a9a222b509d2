import type { List, ListItem, Paragraph } from 'mdast'
import type { Postmortem } from '../../document/postmortem.ts'
import { openComments } from '../openComments.ts'
import { writeMdast } from './richMarkdown.ts'

/** What is still open beside the text, as a list with what was said in each thread; '' when nothing is. */
export function writeComments(postmortem: Postmortem): string {
  const threads = openComments(postmortem)
  if (threads.length === 0) return ''
  const items = threads.map(({ kind, part, about, said }) =>
    item(`${kind}, ${part}${about ? `: “${oneLine(about)}”` : ''}`, [
      listOf(said.map(({ by, text }) => item(`${by}: ${oneLine(text)}`))),
    ]),
  )
  return writeMdast([listOf(items)])
}

const listOf = (children: ListItem[]): List => ({ type: 'list', ordered: false, spread: false, children })

const item = (text: string, inside: List[] = []): ListItem => ({
  type: 'listItem',
  spread: false,
  children: [{ type: 'paragraph', children: [{ type: 'text', value: text }] } satisfies Paragraph, ...inside],
})

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
