import { IconGripVertical, IconStar, IconStarFilled } from '@tabler/icons-react'
import { type KeyboardEvent, memo, type PointerEvent } from 'react'
import type { Finding } from '../../../../shared/checks/finding.ts'
import { updateItem } from '../../../../shared/document/edit.ts'
import { CATEGORIES, type Factor } from '../../../../shared/document/postmortem.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { CommentMark } from '../comments/CommentMark.tsx'
import { IconSelect } from '../fields/IconSelect.tsx'
import { FindingHint } from '../findings/FindingHint.tsx'
import { marksOf } from '../findings/marksOf.ts'
import rows from '../rows/Rows.module.css'
import { useWords } from '../rows/useWords.ts'
import { TextCell } from '../text/TextCell.tsx'
import { FactorMenu } from './FactorMenu.tsx'
import { FactorNotes } from './FactorNotes.tsx'
import classes from './Factors.module.css'

/** What a factor asks of the list around it. */
export interface FactorRequests {
  step(id: string, by: -1 | 1): void
  shift(id: string, by: -1 | 1): void
  remove(id: string): void
  /** A drag by the row's grip begins. */
  drag(id: string, event: PointerEvent<HTMLElement>): void
}

const OPTIONS = ['', ...CATEGORIES] as const

/** One contributing factor: its words, its category, whether it was chosen, and what follows from it. */
export const FactorRow = memo(function FactorRow(props: {
  readonly row: Factor
  readonly findings: readonly Finding[]
  readonly isAnswered: boolean
  readonly isFocused: boolean
  readonly isDragged: boolean
  readonly readOnly: boolean
  readonly requests: FactorRequests
}) {
  const { row, findings, isAnswered, isFocused, isDragged, readOnly, requests } = props
  const t = useWords()
  const { doc } = useConnection()
  const Star = row.chosen ? IconStarFilled : IconStar
  return (
    <li
      className={`${rows.item} ${classes.factor}`}
      data-row={row.id}
      data-in={row.group.trim() || undefined}
      data-focused={isFocused || undefined}
      data-dragged={isDragged || undefined}
    >
      {!readOnly && (
        <button
          type="button"
          className={`${rows.more} ${classes.grip}`}
          data-grip={row.id}
          aria-label={t('factors.move', { text: row.text })}
          onPointerDown={event => requests.drag(row.id, event)}
          onKeyDown={event => gripKeys(event, row.id, requests)}
        >
          <IconGripVertical size={15} aria-hidden />
        </button>
      )}
      <div className={rows.numbered}>
        <TextCell
          list="factors"
          id={row.id}
          text={row.text}
          label={t('factors.one')}
          placeholder={t('factors.addExample')}
          readOnly={readOnly}
          marks={marksOf(findings)}
          className={rows.text ?? ''}
          onKeyDown={event => factorKeys(event, row.id, requests)}
        />
        <div className={classes.aside}>
          <FindingHint findings={findings} />
          <CommentMark list="factors" id={row.id} />
          <IconSelect
            label={t('factors.category')}
            value={row.category}
            options={OPTIONS}
            word={category => t(category === '' ? 'factors.noCategory' : `categories.${category}`)}
            readOnly={readOnly}
            onChange={category => updateItem(doc, 'factors', row.id, { category })}
          />
          <button
            type="button"
            className={`${rows.tool} ${classes.choose}`}
            aria-pressed={row.chosen}
            aria-label={t('factors.chosen')}
            title={t(row.chosen ? 'factors.chosen' : 'factors.choose')}
            disabled={readOnly}
            onClick={() => updateItem(doc, 'factors', row.id, { chosen: !row.chosen })}
          >
            <Star size={16} aria-hidden />
          </button>
          {!readOnly && <FactorMenu row={row} requests={requests} />}
        </div>
      </div>
      <FactorNotes row={row} isAnswered={isAnswered} readOnly={readOnly} />
    </li>
  )
})

function gripKeys(event: KeyboardEvent, id: string, requests: FactorRequests): void {
  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
  event.preventDefault()
  requests.shift(id, event.key === 'ArrowUp' ? -1 : 1)
}

/** Enter: the next factor, or the line that adds one. Alt and arrows move it. Backspace takes an empty one away. */
function factorKeys(event: KeyboardEvent<HTMLTextAreaElement>, id: string, requests: FactorRequests): void {
  const isVertical = event.key === 'ArrowUp' || event.key === 'ArrowDown'
  if (event.key === 'Enter') {
    event.preventDefault()
    requests.step(id, 1)
  } else if (isVertical && event.altKey) {
    event.preventDefault()
    requests.shift(id, event.key === 'ArrowUp' ? -1 : 1)
  } else if (event.key === 'Backspace' && event.currentTarget.value === '') {
    event.preventDefault()
    requests.step(id, -1)
    requests.remove(id)
  }
}
