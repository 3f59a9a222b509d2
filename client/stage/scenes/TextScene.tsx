import { useTranslation } from 'react-i18next'
import type { Postmortem, RichNode, SectionName } from '../../../shared/document/postmortem.ts'
import classes from './Scenes.module.css'

const LEAF = new Set(['paragraph', 'heading', 'codeBlock'])

/** Sections of the document as plain paragraphs; what does not fit is cut off softly rather than made small. */
export function TextScene(props: {
  readonly postmortem: Postmortem
  readonly names: readonly ShownSection[]
}) {
  const { t } = useTranslation('stage')
  const written = props.names.filter(name => props.postmortem[name].length > 0)
  if (written.length === 0) {
    return (
      <div className={classes.words}>
        <p className={classes.second}>{t('text.empty')}</p>
      </div>
    )
  }
  return (
    <div className={classes.text}>
      {written.map(name => (
        <section key={name}>
          <h2 className={classes.clusterName}>{t(`sections.${name}`)}</h2>
          {linesOf(props.postmortem[name]).map((line, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text have no other identity
            <p key={place} dir="auto">
              {line}
            </p>
          ))}
        </section>
      ))}
    </div>
  )
}

type ShownSection = Exclude<SectionName, 'imported'>

/** The lines of rich text, one for each paragraph, heading or item. */
function linesOf(nodes: readonly RichNode[]): readonly string[] {
  return nodes.flatMap(node => {
    if (!LEAF.has(node.type)) return linesOf(node.content ?? [])
    const line = wordsOf(node.content ?? [])
    return line ? [line] : []
  })
}

const wordsOf = (nodes: readonly RichNode[]): string =>
  nodes
    .map(node => {
      if (node.type === 'mention') return `@${node.attrs?.label ?? node.attrs?.id ?? ''}`
      return node.type === 'hardBreak' ? ' ' : (node.text ?? wordsOf(node.content ?? []))
    })
    .join('')
    .trim()
