import { IconExternalLink, IconFileText } from '@tabler/icons-react'
import type { TimelineRow } from '../../../../shared/document/postmortem.ts'
import { isSafeLink } from '../richtext/safeLink.ts'
import rows from '../rows/Rows.module.css'
import { useWords } from '../rows/useWords.ts'
import classes from './Timeline.module.css'

/** Where a row comes from: a link when its address is one, a word otherwise. */
export function SourceLink({ source }: { readonly source: TimelineRow['source'] }) {
  const t = useWords()
  if (source.type === '' && source.url === '') return null
  const name = source.type || hostOf(source.url)
  const title = t('timeline.sourceIs', { name })
  if (!isSafeLink(source.url)) {
    return (
      <span className={`${rows.tool} ${classes.source}`} title={title} role="img" aria-label={title}>
        <IconFileText size={15} stroke={1.75} aria-hidden />
      </span>
    )
  }
  return (
    <a
      className={`${rows.tool} ${classes.source}`}
      href={source.url}
      target="_blank"
      rel="noopener noreferrer"
      title={title}
    >
      <IconExternalLink size={15} stroke={1.75} aria-label={title} />
    </a>
  )
}

function hostOf(url: string): string {
  try {
    return new URL(url).host
  } catch {
    return url
  }
}
