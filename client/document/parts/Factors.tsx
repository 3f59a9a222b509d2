import type { TFunction } from 'i18next'
import { type FocusEvent, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Factor } from '../../../shared/document/postmortem.ts'
import { readerOf } from '../../hooks/documentReader.ts'
import { useCanEdit } from '../../hooks/useCanEdit.ts'
import { useConnection } from '../../hooks/useConnection.ts'
import { useList } from '../../hooks/useList.ts'
import { arrange, blocksOf, freeName, putFactor, slotBeside } from './factors/arrange.ts'
import { type FactorRequests, FactorRow } from './factors/FactorRow.tsx'
import classes from './factors/Factors.module.css'
import { GroupName } from './factors/GroupName.tsx'
import { useFactorDrag } from './factors/useFactorDrag.ts'
import { AddLine } from './fields/AddLine.tsx'
import { NO_FINDINGS, useFindingsByPlace } from './findings/useShownFindings.ts'
import { Heading } from './Heading.tsx'
import type { FactorsProps } from './props.ts'
import { removeRow } from './removeRow.tsx'
import rows from './rows/Rows.module.css'
import { useGradually } from './rows/useGradually.ts'
import { focusCell } from './text/TextCell.tsx'

type Line = { readonly group: string } | { readonly factor: Factor }

/** Factors of a group stand together under its name. */
const linesOf = (factors: readonly Factor[]): readonly Line[] =>
  blocksOf(factors).flatMap(({ name, cards }): Line[] => {
    const lines = cards.map(factor => ({ factor }))
    return name === '' ? lines : [{ group: name }, ...lines]
  })

/** What contributed, each in its own words, with its category, its group, and what follows from it. */
export function Factors({ readOnly: asked, focusRow = null, onFocusRow, only }: FactorsProps) {
  const { t } = useTranslation('document')
  const all = useList('factors')
  const actions = useList('actions')
  const findings = useFindingsByPlace()
  const readOnly = !useCanEdit() || asked === true
  const connection = useConnection()
  const list = useRef<HTMLOListElement>(null)
  const [said, setSaid] = useState('')
  const lines = useMemo(() => linesOf(only ? all.filter(({ id }) => only.includes(id)) : all), [all, only])
  const factors = lines.flatMap(line => ('factor' in line ? [line.factor] : []))
  const drawn = useGradually(lines.length, 8, focusRow !== null)
  const newName = (): string => freeName(arrange(all).groups, number => t('factors.defaultGroup', { number }))
  const { dragged, begin } = useFactorDrag(list, all, newName, (id, slot) => {
    connection.undo.stopCapturing()
    putFactor(connection.doc, all, id, slot)
    setSaid(whereIs(readerOf(connection).lists.factors.get(), id, t))
  })
  const requests = useFactorRequests(factors, all, begin, setSaid)
  const answered = useMemo(() => new Set(actions.flatMap(action => action.factors)), [actions])

  const tellFocus = (event: FocusEvent): void => {
    const row = event.target.closest<HTMLElement>('[data-row]')
    if (row?.dataset.row) onFocusRow?.(row.dataset.row)
  }
  const tellBlur = (event: FocusEvent): void => {
    if (!event.currentTarget.contains(event.relatedTarget)) onFocusRow?.(null)
  }
  return (
    <section id="factors" aria-label={t('factors.title')}>
      <Heading>{t('factors.title')}</Heading>
      <ol
        ref={list}
        className={`${rows.list} ${classes.list}`}
        data-factors
        onFocus={tellFocus}
        onBlur={tellBlur}
      >
        {lines.slice(0, drawn).map(line =>
          'factor' in line ? (
            <FactorRow
              key={line.factor.id}
              row={line.factor}
              findings={findings.get(`factors/${line.factor.id}`) ?? NO_FINDINGS}
              isAnswered={answered.has(line.factor.id)}
              isFocused={focusRow === line.factor.id}
              isDragged={dragged === line.factor.id}
              readOnly={readOnly}
              requests={requests}
            />
          ) : (
            <li key={`group ${line.group}`} className={classes.heading} data-group={line.group}>
              <GroupName name={line.group} mayEdit={!readOnly} className={classes.groupName} />
            </li>
          ),
        )}
        {dragged !== null && (
          <li className={classes.newGroup} data-new-group>
            {t('factors.dropNew')}
          </li>
        )}
      </ol>
      <p className={rows.said} role="status">
        {said}
      </p>
      {factors.length === 0 && (
        <p className={rows.empty}>{t(readOnly ? 'sections.nothing' : 'factors.empty')}</p>
      )}
      {!readOnly && !only && (
        <AddLine list="factors" label={t('factors.add')} placeholder={t('factors.addExample')} />
      )}
    </section>
  )
}

function useFactorRequests(
  factors: readonly Factor[],
  all: readonly Factor[],
  drag: FactorRequests['drag'],
  say: (words: string) => void,
): FactorRequests {
  const { t } = useTranslation('document')
  const connection = useConnection()
  const now = useRef({ factors, all, drag, say })
  now.current = { factors, all, drag, say }
  return useMemo(
    () => ({
      step: (id, by) => {
        const ids = now.current.factors.map(factor => factor.id)
        const next = ids[ids.indexOf(id) + by]
        if (next) focusCell('factors', next)
        else if (by === 1) document.querySelector<HTMLInputElement>('[data-add="factors"]')?.focus()
      },
      remove: id => removeRow(connection, 'factors', id, { removed: t('factors.removed'), undo: t('undo') }),
      shift: (id, by) => {
        const slot = slotBeside(now.current.all, id, by)
        if (!slot) return
        const focused = document.activeElement instanceof HTMLElement ? document.activeElement : null
        connection.undo.stopCapturing()
        putFactor(connection.doc, now.current.all, id, slot)
        now.current.say(whereIs(readerOf(connection).lists.factors.get(), id, t))
        // A row that is put elsewhere in the page loses the focus.
        requestAnimationFrame(() => focusAgain(focused, id))
      },
      drag: (id, event) => now.current.drag(id, event),
    }),
    [connection, t],
  )
}

function focusAgain(focused: HTMLElement | null, id: string): void {
  if (!focused || document.activeElement === focused) return
  if (focused.dataset.grip) focused.focus()
  else focusCell('factors', id)
}

/** Where a factor stands now, for those who do not see it move. */
function whereIs(factors: readonly Factor[], id: string, t: TFunction<'document'>): string {
  const blocks = blocksOf(factors)
  const block = blocks.find(({ cards }) => cards.some(card => card.id === id))
  if (!block) return ''
  if (block.name === '')
    return t('factors.nowAlone', { place: blocks.indexOf(block) + 1, count: blocks.length })
  const place = block.cards.findIndex(card => card.id === id) + 1
  return t('factors.nowIn', { place, count: block.cards.length, group: block.name })
}
