import { IconLink } from '@tabler/icons-react'
import { useState } from 'react'
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
  // What could be chosen is listed once somebody is about to: for every row of hundreds it would be their square.
  const [isAsked, setAsked] = useState(false)
  const { parents } = node.why
  const open = isAsked ? openFor(node, whys, factors) : []
  const ask = (): void => setAsked(true)
  if (whys.length + factors.length < 2) return null
  return (
    <span className={`${rows.more} ${classes.more}`} title={t('whys.linkTo')}>
      <IconLink size={15} aria-hidden />
      <select
        className={classes.linkSelect}
        aria-label={t('whys.linkTo')}
        value=""
        onFocus={ask}
        onPointerEnter={ask}
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

/** What a why may explain besides: nothing that it explains already, nor anything beneath it. */
function openFor(node: WhyNode, whys: readonly Why[], factors: readonly Factor[]): (Factor | Why)[] {
  const not = new Set(node.why.parents)
  const open = [node]
  for (let next = open.pop(); next; next = open.pop()) {
    not.add(next.why.id)
    open.push(...next.children)
  }
  return [...factors, ...whys].filter(each => !not.has(each.id))
}
