import { type FocusEvent, Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useCanEdit } from '../../hooks/useCanEdit.ts'
import { useConnection } from '../../hooks/useConnection.ts'
import { useList } from '../../hooks/useList.ts'
import { focusSoon } from '../../ui/focus.ts'
import { part } from '../../ui/part.ts'
import { type ActionRequests, ActionRow } from './actions/ActionRow.tsx'
import classes from './actions/Actions.module.css'
import { useInvited, useKnownPeople } from './actions/useKnownPeople.ts'
import { useTypedAction } from './actions/useTypedAction.ts'
import { useVerdicts } from './actions/useVerdicts.ts'
import { AddLine } from './fields/AddLine.tsx'
import { NO_FINDINGS, useFindingsByPlace } from './findings/useShownFindings.ts'
import { Heading } from './Heading.tsx'
import type { ActionsProps } from './props.ts'
import { removeRow } from './removeRow.tsx'
import rows from './rows/Rows.module.css'
import { useGradually } from './rows/useGradually.ts'
import { focusCell } from './text/TextCell.tsx'

const ActionMap = part(() => import('./pictures/ActionMap.tsx'))

/** What will change, who does it and by when, with what each action still needs to be one. */
export function Actions({ readOnly: asked, focusRow = null, onFocusRow, factor = null }: ActionsProps) {
  const { t } = useTranslation('document')
  const all = useList('actions')
  const factors = useList('factors')
  const findings = useFindingsByPlace()
  const verdicts = useVerdicts()
  const people = useKnownPeople(useInvited())
  const { prepare, read } = useTypedAction(people.all)
  const readOnly = !useCanEdit() || asked === true
  const actions = useMemo(
    () => (factor ? all.filter(action => action.factors.includes(factor)) : all),
    [all, factor],
  )
  const requests = useActionRequests(actions.map(action => action.id).join(' '))
  const drawn = useGradually(actions.length, 8, focusRow !== null)
  const linked = useMemo(() => (factor ? { factors: [factor] } : {}), [factor])

  const tellFocus = (event: FocusEvent): void => {
    const row = event.target.closest<HTMLElement>('[data-row]')
    if (row?.dataset.row) onFocusRow?.(row.dataset.row)
  }
  return (
    <section id="actions" aria-label={t('actions.title')} onFocus={prepare}>
      <Heading>{t('actions.title')}</Heading>
      <ol className={`${rows.list} ${classes.list}`} onFocus={tellFocus}>
        {actions.slice(0, drawn).map(row => (
          <ActionRow
            key={row.id}
            row={row}
            factors={factors}
            people={people}
            verdict={verdicts.get(row.id) ?? null}
            findings={findings.get(`actions/${row.id}`) ?? NO_FINDINGS}
            isFocused={focusRow === row.id}
            readOnly={readOnly}
            requests={requests}
          />
        ))}
      </ol>
      {actions.length === 0 && (
        <p className={rows.empty}>{t(readOnly ? 'sections.nothing' : 'actions.empty')}</p>
      )}
      {!readOnly && (
        <AddLine
          list="actions"
          label={t('actions.add')}
          placeholder={t('actions.addLineExample')}
          fields={linked}
          read={read}
          onAdded={(id, added) => {
            if (!added.owner) focusOwner(id)
          }}
        />
      )}
      {!factor && all.length > 0 && (
        <Suspense>
          <ActionMap factors={factors} actions={all} />
        </Suspense>
      )}
    </section>
  )
}

/** Who does it is what a new action lacks first. */
const focusOwner = (id: string): void =>
  focusSoon(() => document.querySelector(`[data-row="${CSS.escape(id)}"] [data-field="owner"]`))

function useActionRequests(order: string): ActionRequests {
  const { t } = useTranslation('document')
  const connection = useConnection()
  return useMemo(() => {
    const ids = order.split(' ')
    return {
      step: (id, by) => {
        const next = ids[ids.indexOf(id) + by]
        if (next) focusCell('actions', next)
        else if (by === 1) document.querySelector<HTMLInputElement>('[data-add="actions"]')?.focus()
      },
      remove: id => removeRow(connection, 'actions', id, { removed: t('actions.removed'), undo: t('undo') }),
    }
  }, [connection, order, t])
}
