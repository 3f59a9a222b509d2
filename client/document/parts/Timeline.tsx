import { type FocusEvent, Fragment, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCanEdit } from '../../hooks/useCanEdit.ts'
import { useConnection } from '../../hooks/useConnection.ts'
import { useList } from '../../hooks/useList.ts'
import { NO_FINDINGS, useFindingsByPlace } from './findings/useShownFindings.ts'
import { Heading } from './Heading.tsx'
import { IncidentStrip } from './IncidentStrip.tsx'
import { onAsked } from './jump.ts'
import type { TimelineProps } from './props.ts'
import { removeRow } from './removeRow.tsx'
import { LitNote } from './rows/LitNote.tsx'
import shared from './rows/Rows.module.css'
import { useGradually } from './rows/useGradually.ts'
import { focusCell } from './text/TextCell.tsx'
import { Composer } from './timeline/Composer.tsx'
import { dayText, durationText, localZone } from './timeline/clockTexts.ts'
import { moveWithinTime } from './timeline/moveWithinTime.ts'
import classes from './timeline/Timeline.module.css'
import { FILTERED_FROM, fits, isFiltered, NO_FILTER, TimelineFilter } from './timeline/TimelineFilter.tsx'
import { type RowRequests, TimelineRow } from './timeline/TimelineRow.tsx'
import { type TableLine, tableLines } from './timeline/tableLines.ts'
import { useRowMotion } from './timeline/useRowMotion.ts'

/** What happened, in order, as a table that everybody writes in together. */
export function Timeline({ readOnly: asked, focusRow = null, onFocusRow, strip = true }: TimelineProps) {
  const { t } = useTranslation('document')
  const rows = useList('timeline')
  const findings = useFindingsByPlace()
  const readOnly = !useCanEdit() || asked === true
  const [insertAfter, setInsertAfter] = useState<string | null>(null)
  const requests = useRowRequests(setInsertAfter)
  const list = useRef<HTMLOListElement>(null)
  const [filter, setFilter] = useState(NO_FILTER)
  const isNarrow = isFiltered(filter) && rows.length >= FILTERED_FROM
  const shown = useMemo(
    () => (isNarrow ? rows.filter(row => row.id === focusRow || fits(row, filter)) : rows),
    [rows, isNarrow, filter, focusRow],
  )
  const lines = useMemo(
    () => tableLines(shown).filter(({ line }) => !isNarrow || line !== 'gap'),
    [shown, isNarrow],
  )
  useAskedRow(shown, () => setFilter(NO_FILTER))
  const drawn = useGradually(lines.length, 30, focusRow !== null)
  const zone = localZone()
  useRowMotion(
    list,
    rows.map(row => row.id),
  )
  useMarkedRow(list, focusRow)

  const tellFocus = (event: FocusEvent): void => {
    const row = event.target.closest<HTMLElement>('[data-row]')
    if (row?.dataset.row) onFocusRow?.(row.dataset.row)
  }
  const tellBlur = (event: FocusEvent): void => {
    if (!event.currentTarget.contains(event.relatedTarget)) onFocusRow?.(null)
  }
  return (
    <section id="timeline" aria-label={t('timeline.title')}>
      <Heading aside={<span className={classes.zone}>{t('timeline.utc')}</span>}>
        {t('timeline.title')}
      </Heading>
      {strip && <IncidentStrip />}
      {rows.length >= FILTERED_FROM && (
        <TimelineFilter filter={filter} shown={shown.length} of={rows.length} onFilter={setFilter} />
      )}
      {rows.length === 0 && (
        <p className={shared.empty}>{t(readOnly ? 'sections.nothing' : 'timeline.empty')}</p>
      )}
      <ol
        ref={list}
        className={`${shared.list} ${classes.table}`}
        data-timeline
        onFocus={tellFocus}
        onBlur={tellBlur}
      >
        {lines.slice(0, drawn).map((line, place) => {
          if (line.line === 'row') {
            return (
              <Fragment key={line.key}>
                <TimelineRow
                  row={line.row}
                  findings={findings.get(`timeline/${line.row.id}`) ?? NO_FINDINGS}
                  zone={zone}
                  isFocused={focusRow === line.row.id}
                  readOnly={readOnly}
                  requests={requests}
                />
                {insertAfter === line.row.id && (
                  <li>
                    <Composer
                      zone={zone}
                      after={line.row.id}
                      autoFocus
                      onAdded={setInsertAfter}
                      onClose={() => setInsertAfter(null)}
                      onLeave={() => focusCell('timeline', line.row.id)}
                    />
                  </li>
                )}
              </Fragment>
            )
          }
          return (
            <li key={line.key} className={line.line === 'gap' ? classes.gap : classes.day}>
              {line.line === 'day' && dayText(line.at)}
              {line.line === 'gap' && t('timeline.gap', { duration: durationText(line.ms) })}
              {line.line === 'gap' && !readOnly && (
                <button
                  type="button"
                  className={classes.fill}
                  data-not-printed
                  onClick={() => setInsertAfter(rowBefore(lines, place))}
                >
                  {t('timeline.fillGap')}
                </button>
              )}
              {line.line === 'unknown' && t('timeline.unknownHeading')}
            </li>
          )
        })}
      </ol>
      {!readOnly && <Composer zone={zone} after={null} />}
      <LitNote />
    </section>
  )
}

/** The row above a line of the table. */
function rowBefore(lines: readonly TableLine[], place: number): string | null {
  const above = lines.slice(0, place).findLast(line => line.line === 'row')
  return above?.line === 'row' ? above.row.id : null
}

function useRowRequests(onInsertAfter: (id: string) => void): RowRequests {
  const { t } = useTranslation('document')
  const connection = useConnection()
  const remove = useCallback(
    (id: string) => {
      removeRow(connection, 'timeline', id, { removed: t('timeline.removed'), undo: t('undo') })
    },
    [connection, t],
  )
  return useMemo(
    () => ({
      insertAfter: onInsertAfter,
      remove,
      shift: (id, by) => moveWithinTime(connection.doc, id, by),
      step: (id, by) => {
        const rows = [...document.querySelectorAll<HTMLElement>('[data-timeline] [data-row]')]
        const next = rows[rows.findIndex(row => row.dataset.row === id) + by]?.dataset.row
        if (next) focusCell('timeline', next)
      },
    }),
    [connection, onInsertAfter, remove],
  )
}

/** An event that somebody is led to is shown, whatever the filter says. */
function useAskedRow(shown: readonly { readonly id: string }[], onHidden: () => void): void {
  const latest = useRef({ shown, onHidden })
  latest.current = { shown, onHidden }
  useEffect(
    () =>
      onAsked(id => {
        if (!latest.current.shown.some(row => row.id === id)) latest.current.onHidden()
      }),
    [],
  )
}

/** Brings the marked row into view, where it is not already. */
function useMarkedRow(list: { readonly current: HTMLElement | null }, id: string | null): void {
  useEffect(() => {
    if (!id) return
    const row = list.current?.querySelector(`[data-row="${CSS.escape(id)}"]`)
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
    row?.scrollIntoView({ block: 'nearest', behavior: isStill ? 'instant' : 'smooth' })
  }, [list, id])
}
