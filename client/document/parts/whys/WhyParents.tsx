import { updateItem } from '../../../../shared/document/edit.ts'
import type { Factor, Why } from '../../../../shared/document/postmortem.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { jumpTo } from '../jump.ts'
import { useWords } from '../rows/useWords.ts'
import classes from './Whys.module.css'
import type { WhyNode } from './whyTree.ts'

/** What else a why explains besides the one it is drawn under. */
export function WhyParents(props: {
  readonly node: WhyNode
  readonly whys: readonly Why[]
  readonly factors: readonly Factor[]
  readonly readOnly: boolean
}) {
  const { node, whys, factors, readOnly } = props
  const t = useWords()
  const { doc } = useConnection()
  const link = (parents: readonly string[]): void => updateItem(doc, 'whys', node.why.id, { parents })
  return (
    <>
      {node.alsoUnder.map(id => (
        <span key={id}>
          {t('whys.also')}{' '}
          <button
            type="button"
            className={classes.link}
            onClick={() => jumpTo({ in: factors.some(factor => factor.id === id) ? 'factors' : 'whys', id })}
          >
            {(factors.find(each => each.id === id) ?? whys.find(each => each.id === id))?.text}
          </button>
          {!readOnly && (
            <button
              type="button"
              className={classes.unlink}
              aria-label={t('whys.unlink')}
              onClick={() => link(node.why.parents.filter(parent => parent !== id))}
            >
              ×
            </button>
          )}
        </span>
      ))}
    </>
  )
}
