import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { Finding } from '../../../../shared/checks/finding.ts'
import { updateItem } from '../../../../shared/document/edit.ts'
import type { Factor, Why } from '../../../../shared/document/postmortem.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { CommentMark } from '../comments/CommentMark.tsx'
import { AddLine } from '../fields/AddLine.tsx'
import { SentenceField } from '../fields/SentenceField.tsx'
import { FindingHint } from '../findings/FindingHint.tsx'
import { marksOf } from '../findings/marksOf.ts'
import { NO_FINDINGS } from '../findings/useShownFindings.ts'
import rows from '../rows/Rows.module.css'
import { useWords } from '../rows/useWords.ts'
import { TextCell } from '../text/TextCell.tsx'
import { WhyLink } from './WhyLink.tsx'
import { WhyParents } from './WhyParents.tsx'
import classes from './Whys.module.css'
import type { WhyNode } from './whyTree.ts'

/** A field that was asked for has the focus. */
const focusField = (place: HTMLElement | null): void => place?.querySelector('input')?.focus()

/** One why with its evidence, and the whys beneath it. */
export function WhyBranch(props: {
  readonly node: WhyNode
  readonly whys: readonly Why[]
  readonly factors: readonly Factor[]
  readonly findings: ReadonlyMap<string, readonly Finding[]>
  readonly readOnly: boolean
  readonly onRemove: (id: string) => void
}) {
  const { node, findings, readOnly, onRemove } = props
  const { why } = node
  const t = useWords()
  const { doc } = useConnection()
  const [isAsking, setAsking] = useState(false)
  const noticed = findings.get(`whys/${why.id}`) ?? NO_FINDINGS
  return (
    <li className={classes.why} data-row={why.id}>
      <div className={`${rows.item} ${classes.main}`}>
        <TextCell
          list="whys"
          id={why.id}
          text={why.text}
          label={t('whys.one')}
          placeholder={t('whys.why')}
          readOnly={readOnly}
          marks={marksOf(noticed)}
          className={rows.text ?? ''}
        />
        <div className={classes.aside}>
          <FindingHint findings={noticed} />
          <CommentMark list="whys" id={why.id} isOffered={!readOnly} />
          {!readOnly && <WhyLink {...props} />}
          {!readOnly && (
            <button
              type="button"
              className={rows.more}
              aria-label={t('whys.remove', { text: why.text })}
              onClick={() => onRemove(why.id)}
            >
              <IconTrash size={15} aria-hidden />
            </button>
          )}
        </div>
      </div>
      <div className={classes.fields}>
        {(why.evidence !== '' || !readOnly) && (
          <SentenceField
            label={t('whys.evidence')}
            value={why.evidence}
            placeholder={t('whys.evidenceExample')}
            readOnly={readOnly}
            onKeep={evidence => updateItem(doc, 'whys', why.id, { evidence })}
          />
        )}
        <label className={classes.systemic}>
          <input
            type="checkbox"
            checked={why.systemic}
            disabled={readOnly}
            onChange={event => updateItem(doc, 'whys', why.id, { systemic: event.target.checked })}
          />
          {t('whys.systemic')}
        </label>
        {!readOnly && !isAsking && (
          <button type="button" className={classes.link} onClick={() => setAsking(true)}>
            {t('whys.ask')}
          </button>
        )}
        <WhyParents {...props} />
      </div>
      {(node.children.length > 0 || isAsking) && (
        <ul className={`${rows.list} ${classes.branch}`}>
          {node.children.map(child => (
            <WhyBranch key={child.why.id} {...props} node={child} />
          ))}
          {isAsking && (
            <li className={classes.add} ref={focusField}>
              <AddLine
                list="whys"
                label={t('whys.addTo', { text: why.text })}
                placeholder={t('whys.whatElse')}
                fields={{ parents: [why.id] }}
              />
            </li>
          )}
        </ul>
      )}
    </li>
  )
}
