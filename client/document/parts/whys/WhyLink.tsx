import { IconLink } from '@tabler/icons-react'
import { updateItem } from '../../../../shared/document/edit.ts'
import type { Factor, Why } from '../../../../shared/document/postmortem.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import rows from '../rows/Rows.module.css'
import { useWords } from '../rows/useWords.ts'
import classes from './Whys.module.css'
import type { WhyNode } from './whyTree.ts'

/** Says that a why explains something else as well: the graph branches and joins. Circles are not offered. */
export function WhyLink(props: {
  readonly node: WhyNode
  readonly whys: readonly Why[]
  readonly factors: readonly Factor[]
}) {
  const { node, whys, factors } = props
  const t = useWords()
  const { doc } = useConnection()
  const below = idsBelow(node)
  const { parents } = node.why
  const open = [...factors, ...whys].filter(each => !parents.includes(each.id) && !below.has(each.id))
  if (open.length === 0) return null
  return (
    <span className={`${rows.more} ${classes.more}`} title={t('whys.linkTo')}>
      <IconLink size={15} aria-hidden />
      <select
        className={classes.linkSelect}
        aria-label={t('whys.linkTo')}
        value=""
        onChange={event => {
          updateItem(doc, 'whys', node.why.id, { parents: [...parents, event.target.value] })
        }}
      >
        <option value="">{t('whys.linkTo')}</option>
        {open.map(each => (
          <option key={each.id} value={each.id}>
            {each.text}
          </option>
        ))}
      </select>
    </span>
  )
}

function idsBelow(node: WhyNode): Set<string> {
  return new Set([node.why.id, ...node.children.flatMap(child => [...idsBelow(child)])])
}
