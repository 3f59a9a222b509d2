import { IconAlertTriangle, IconCheck, IconMinus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { factorTitle } from '../../../../shared/document/factorGroups.ts'
import type { ActionItem, Factor } from '../../../../shared/document/postmortem.ts'
import { usePostmortem } from '../../../hooks/usePostmortem.ts'
import classes from './Actions.module.css'

/** True when an action is linked to the factor, or a reason says why none is (M4). */
export const isAnswered = (factor: Factor, actions: readonly ActionItem[]): boolean =>
  factor.waiver.trim() !== '' || actions.some(action => action.factors.includes(factor.id))

/** The coverage map: every chosen factor with what answers it; those with nothing stand out. */
export function FactorCoverage(props: {
  readonly factors: readonly Factor[]
  readonly current: string
  readonly onPick: (factor: string) => void
}) {
  const { t } = useTranslation('meeting')
  const postmortem = usePostmortem()
  const { factors, current, onPick } = props
  const covered = factors.filter(factor => isAnswered(factor, postmortem.actions)).length
  return (
    <nav className={classes.map} aria-label={t('actions.map')}>
      <p className={classes.mapTitle}>{t('actions.mapLabel', { covered, of: factors.length })}</p>
      <ol className={classes.factors}>
        {factors.map(factor => {
          const count = postmortem.actions.filter(action => action.factors.includes(factor.id)).length
          const state = count > 0 ? 'answered' : factor.waiver.trim() !== '' ? 'waived' : 'uncovered'
          return (
            <li key={factor.id}>
              <button
                type="button"
                className={classes.pick}
                data-state={state}
                aria-current={factor.id === current || undefined}
                onClick={() => onPick(factor.id)}
              >
                <StateIcon state={state} />
                <span className={classes.pickTitle}>{factorTitle(factor, postmortem.factors)}</span>
                <span className={classes.pickState}>
                  {count > 0 ? t('actions.count', { count }) : t(`actions.${state}`)}
                </span>
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

function StateIcon({ state }: { readonly state: 'answered' | 'waived' | 'uncovered' }) {
  if (state === 'answered') return <IconCheck size={15} aria-hidden />
  return state === 'waived' ? (
    <IconMinus size={15} aria-hidden />
  ) : (
    <IconAlertTriangle size={15} aria-hidden />
  )
}
