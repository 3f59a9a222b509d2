import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { readImagePath } from '../../../../shared/document/images.ts'
import type { RichMark, RichNode, RichText } from '../../../../shared/document/postmortem.ts'
import { isSafeLink } from './safeLink.ts'

/** Rich text to read, without an editor: for viewers, and until the editor is loaded. */
export function RichView({ blocks }: { readonly blocks: RichText }) {
  return <>{children(blocks)}</>
}

// Nodes have no ids; their position is all there is to tell them apart, and they keep no state.
function children(nodes: readonly RichNode[] | undefined): ReactNode {
  return nodes?.map((node, index) => {
    const key = `${index}-${node.type}`
    return <Block key={key} node={node} />
  })
}

function Block({ node }: { readonly node: RichNode }): ReactNode {
  const inside = children(node.content)
  const attrs = node.attrs ?? {}
  switch (node.type) {
    case 'text':
      return (node.marks ?? []).reduce<ReactNode>((text, mark) => marked(mark, text), node.text ?? '')
    case 'paragraph':
      return <p>{node.content?.length ? inside : <br />}</p>
    case 'heading':
      return heading(attrs.level, inside)
    case 'bulletList':
      return <ul dir="auto">{inside}</ul>
    case 'orderedList':
      return (
        <ol dir="auto" start={typeof attrs.start === 'number' ? attrs.start : 1}>
          {inside}
        </ol>
      )
    case 'listItem':
      return <li>{inside}</li>
    case 'taskList':
      return (
        <ul dir="auto" data-type="taskList">
          {inside}
        </ul>
      )
    case 'taskItem':
      return (
        <li data-checked={attrs.checked === true}>
          <label>
            <input type="checkbox" checked={attrs.checked === true} disabled aria-label={plain(node)} />
          </label>
          <div>{inside}</div>
        </li>
      )
    case 'blockquote':
      return <blockquote>{inside}</blockquote>
    case 'codeBlock':
      return (
        <pre>
          <code>{inside}</code>
        </pre>
      )
    case 'horizontalRule':
      return <hr />
    case 'hardBreak':
      return <br />
    case 'table':
      return (
        <div className="tableWrapper">
          <table>
            <tbody>{inside}</tbody>
          </table>
        </div>
      )
    case 'tableRow':
      return <tr>{inside}</tr>
    case 'tableHeader':
      return <th {...spans(node)}>{inside}</th>
    case 'tableCell':
      return <td {...spans(node)}>{inside}</td>
    case 'image':
      if (readImagePath(attrs.src)) return picture(attrs)
      return <p className="picture">{link(attrs.src, String(attrs.alt || attrs.title || attrs.src || ''))}</p>
    case 'mention':
      return <span data-mention>@{String(attrs.label ?? attrs.id ?? '')}</span>
    default:
      return <Unknown name={node.type}>{inside}</Unknown>
  }
}

/** What another program put into the text: it stays in the document as it is, and the words in it can be read. */
function Unknown({ name, children: inside }: { readonly name: string; readonly children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <span className="unknown" data-unknown>
      <span className="unknown-name">{t('unknown', { name: name.slice(0, LONGEST_NAME) })}</span>
      {inside}
    </span>
  )
}

const LONGEST_NAME = 40

function picture({ src, alt, title }: NonNullable<RichNode['attrs']>): ReactNode {
  return (
    <figure className="picture">
      <img src={String(src)} alt={String(alt ?? '')} {...(title && { title: String(title) })} />
    </figure>
  )
}

function heading(level: unknown, inside: ReactNode): ReactNode {
  if (level === 1) return <h1>{inside}</h1>
  return level === 2 ? <h2>{inside}</h2> : <h3>{inside}</h3>
}

function marked(mark: RichMark, text: ReactNode): ReactNode {
  switch (mark.type) {
    case 'bold':
      return <strong>{text}</strong>
    case 'italic':
      return <em>{text}</em>
    case 'strike':
      return <s>{text}</s>
    case 'underline':
      return <u>{text}</u>
    case 'code':
      return <code>{text}</code>
    case 'link':
      return link(mark.attrs?.href, text)
    default:
      return text
  }
}

function link(href: unknown, text: ReactNode): ReactNode {
  if (typeof href !== 'string' || !isSafeLink(href)) return text
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {text}
    </a>
  )
}

function spans(node: RichNode): { colSpan?: number; rowSpan?: number } {
  const { colspan, rowspan } = node.attrs ?? {}
  return {
    ...(typeof colspan === 'number' && { colSpan: colspan }),
    ...(typeof rowspan === 'number' && { rowSpan: rowspan }),
  }
}

const plain = (node: RichNode): string => node.text ?? node.content?.map(plain).join(' ') ?? ''
