import { type ClipboardEvent, type KeyboardEvent, memo, useSyncExternalStore } from 'react'
import type { Finding } from '../../../../shared/checks/finding.ts'
import { updateItem } from '../../../../shared/document/edit.ts'
import { ROW_KINDS, ROW_STATES, type TimelineRow as Row } from '../../../../shared/document/postmortem.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { CommentMark } from '../comments/CommentMark.tsx'
import { IconSelect } from '../fields/IconSelect.tsx'
import { FindingHint } from '../findings/FindingHint.tsx'
import { marksOf } from '../findings/marksOf.ts'
import { litRows } from '../rows/litRows.ts'
import rows from '../rows/Rows.module.css'
import { useWords } from '../rows/useWords.ts'
import { focusCell, TextCell } from '../text/TextCell.tsx'
import { clockTime } from './clockTexts.ts'
import { KIND_ICONS, STATE_ICONS } from './kinds.ts'
import { pasteEvents } from './pasteEvents.ts'
import { RowMenu } from './RowMenu.tsx'
import { SourceLink } from './SourceLink.tsx'
import { TimeCell } from './TimeCell.tsx'
import classes from './Timeline.module.css'

/** What a row asks of the table around it. */
export interface RowRequests {
  insertAfter(id: string): void
  remove(id: string): void
  /** Among rows of the same time: -1 up, 1 down. */
  shift(id: string, by: -1 | 1): void
  /** Moves the focus to the row before or after. */
  step(id: string, by: -1 | 1): void
}

/** One event: when, what kind, what happened, whether it is agreed on, where it comes from. */
export const TimelineRow = memo(function TimelineRow(props: {
  readonly row: Row
  readonly findings: readonly Finding[]
  readonly zone: string
  readonly isFocused: boolean
  readonly readOnly: boolean
  readonly requests: RowRequests
}) {
  const { row, findings, zone, isFocused, readOnly, requests } = props
  const t = useWords()
  const connection = useConnection()
  const { doc } = connection
  const lit = litRows(connection)
  const isLit = useSyncExternalStore(lit.subscribe, () => lit.get().rows.has(row.id))
  const time = clockTime(row.at) || t('timeline.noTime')
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>): void => rowKeys(event, row, requests)
  const paste = (event: ClipboardEvent): void =>
    pasteEvents(event, connection, row.id, count => t('timeline.pastedBelow', { count }))
  return (
    <li
      className={`${rows.item} ${classes.row}`}
      data-row={row.id}
      data-state={row.state}
      data-focused={isFocused || undefined}
      data-lit={isLit || undefined}
      tabIndex={-1}
      onKeyDown={event => {
        if (event.target === event.currentTarget) wholeRowKeys(event, row, readOnly, requests)
      }}
    >
      <div className={classes.time}>
        <TimeCell row={row} zone={zone} readOnly={readOnly} />
      </div>
      <div className={classes.kind}>
        <IconSelect
          label={t('timeline.kind')}
          value={row.kind}
          options={ROW_KINDS}
          word={kind => t(`kinds.${kind}`)}
          icon={KIND_ICONS[row.kind]}
          readOnly={readOnly}
          onChange={kind => updateItem(doc, 'timeline', row.id, { kind })}
        />
      </div>
      <div className={`${rows.text} ${classes.text}`} onPasteCapture={readOnly ? undefined : paste}>
        <TextCell
          list="timeline"
          id={row.id}
          text={row.text}
          label={t('timeline.event', { time })}
          placeholder={t('timeline.whatHappened')}
          readOnly={readOnly}
          marks={marksOf(findings)}
          onKeyDown={keys}
        />
      </div>
      <div className={classes.aside}>
        <FindingHint findings={findings} />
        <CommentMark list="timeline" id={row.id} />
        <SourceLink source={row.source} />
        <IconSelect
          label={t('timeline.state')}
          value={row.state}
          options={ROW_STATES}
          word={state => t(`states.${state}`)}
          icon={STATE_ICONS[row.state]}
          hideWord={row.state !== 'disputed'}
          readOnly={readOnly}
          onChange={state => updateItem(doc, 'timeline', row.id, { state })}
        />
        {!readOnly && <RowMenu row={row} time={time} requests={requests} />}
      </div>
    </li>
  )
})

/** Keys while the row itself has the focus, after Escape. */
function wholeRowKeys(
  event: KeyboardEvent<HTMLElement>,
  row: Row,
  readOnly: boolean,
  requests: RowRequests,
): void {
  const element = event.currentTarget
  if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
    event.preventDefault()
    if (event.altKey && !readOnly) requests.shift(row.id, event.key === 'ArrowUp' ? -1 : 1)
    else neighbour(element, event.key === 'ArrowUp' ? -1 : 1)?.focus()
  } else if (readOnly) return
  else if (event.key === 'Enter') {
    event.preventDefault()
    focusCell('timeline', row.id)
  } else if (event.key === 'Delete' || event.key === 'Backspace') {
    event.preventDefault()
    const next = neighbour(element, 1) ?? neighbour(element, -1)
    requests.remove(row.id)
    next?.focus()
  }
}

function neighbour(row: HTMLElement, by: -1 | 1): HTMLElement | null {
  const rows = [...(row.closest('[data-timeline]')?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
  return rows[rows.indexOf(row) + by] ?? null
}

/** Enter: a row below. Alt and arrows: among rows of the same time. Arrows at the text's ends: to its neighbours. */
function rowKeys(event: KeyboardEvent<HTMLTextAreaElement>, row: Row, requests: RowRequests): void {
  const field = event.currentTarget
  const isVertical = event.key === 'ArrowUp' || event.key === 'ArrowDown'
  const by = event.key === 'ArrowUp' ? -1 : 1
  const isEmpty = field.value === ''
  if (event.key === 'Enter') {
    event.preventDefault()
    requests.insertAfter(row.id)
  } else if (event.key === 'Escape') {
    event.preventDefault()
    field.closest<HTMLElement>('[data-row]')?.focus()
  } else if (isVertical && event.altKey) {
    event.preventDefault()
    requests.shift(row.id, by)
  } else if (isVertical && !event.shiftKey && field.selectionStart === field.selectionEnd) {
    const end = by < 0 ? 0 : field.value.length
    if (field.selectionStart !== end && !isOneLine(field)) return
    event.preventDefault()
    requests.step(row.id, by)
  } else if ((event.key === 'Backspace' || event.key === 'Delete') && isEmpty) {
    event.preventDefault()
    requests.step(row.id, -1)
    requests.remove(row.id)
  }
}

const isOneLine = (field: HTMLTextAreaElement): boolean =>
  field.scrollHeight < 2 * Number.parseFloat(getComputedStyle(field).lineHeight)
