import { type FocusEvent, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { orderBetween, updateItem } from '../../../shared/document/edit.ts'
import type { Factor } from '../../../shared/document/postmortem.ts'
import { useCanEdit } from '../../hooks/useCanEdit.ts'
import { useConnection } from '../../hooks/useConnection.ts'
import { useList } from '../../hooks/useList.ts'
import { type FactorRequests, FactorRow } from './factors/FactorRow.tsx'
import classes from './factors/Factors.module.css'
import { AddLine } from './fields/AddLine.tsx'
import { NO_FINDINGS, useFindingsByPlace } from './findings/useShownFindings.ts'
import { Heading } from './Heading.tsx'
import type { FactorsProps } from './props.ts'
import { removeRow } from './removeRow.tsx'
import rows from './rows/Rows.module.css'
import { useGradually } from './rows/useGradually.ts'
import { focusCell } from './text/TextCell.tsx'

/** What contributed, each in its own words, with its category, its group, and what follows from it. */
export function Factors({ readOnly: asked, focusRow = null, onFocusRow, only }: FactorsProps) {
  const { t } = useTranslation('document')
  const all = useList('factors')
  const actions = useList('actions')
  const findings = useFindingsByPlace()
  const readOnly = !useCanEdit() || asked === true
  const factors = only ? all.filter(factor => only.includes(factor.id)) : all
  const requests = useFactorRequests(factors)
  const drawn = useGradually(factors.length, 8, focusRow !== null)
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
      <ol className={`${rows.list} ${classes.list}`} data-factors onFocus={tellFocus} onBlur={tellBlur}>
        {factors.slice(0, drawn).map(row => (
          <FactorRow
            key={row.id}
            row={row}
            findings={findings.get(`factors/${row.id}`) ?? NO_FINDINGS}
            isAnswered={answered.has(row.id)}
            isFocused={focusRow === row.id}
            readOnly={readOnly}
            requests={requests}
          />
        ))}
      </ol>
      {factors.length === 0 && (
        <p className={rows.empty}>{t(readOnly ? 'sections.nothing' : 'factors.empty')}</p>
      )}
      {!readOnly && !only && (
        <AddLine list="factors" label={t('factors.add')} placeholder={t('factors.addExample')} />
      )}
    </section>
  )
}

function useFactorRequests(factors: readonly Factor[]): FactorRequests {
  const { t } = useTranslation('document')
  const connection = useConnection()
  const order = factors.map(factor => factor.id).join(' ')
  const step = useCallback(
    (id: string, by: -1 | 1) => {
      const ids = order.split(' ')
      const next = ids[ids.indexOf(id) + by]
      if (next) focusCell('factors', next)
      else if (by === 1) document.querySelector<HTMLInputElement>('[data-add="factors"]')?.focus()
    },
    [order],
  )
  return useMemo(
    () => ({
      step,
      remove: id => removeRow(connection, 'factors', id, { removed: t('factors.removed'), undo: t('undo') }),
      shift: (id, by) => shiftFactor(connection.doc, factors, id, by),
    }),
    [connection, factors, step, t],
  )
}

function shiftFactor(
  doc: Parameters<typeof updateItem>[0],
  factors: readonly Factor[],
  id: string,
  by: -1 | 1,
): void {
  const others = factors.filter(factor => factor.id !== id)
  const to = factors.findIndex(factor => factor.id === id) + by
  if (to < 0 || to > others.length) return
  const order = orderBetween(others[to - 1]?.order ?? '', others[to]?.order ?? '')
  updateItem(doc, 'factors', id, { order })
}
