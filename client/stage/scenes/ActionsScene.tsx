import { useTranslation } from 'react-i18next'
import { factorTitle } from '../../../shared/document/factorGroups.ts'
import type { ActionItem, Factor } from '../../../shared/document/postmortem.ts'
import { shortDay } from '../../hooks/rowTime.ts'
import type { SceneProps } from './Scene.tsx'
import classes from './Scenes.module.css'

const MOST = 8

/** Chosen factors left, actions right, a line for each answer; factors that nothing answers stand out. */
export function ActionsScene({ view, postmortem }: SceneProps) {
  const { t } = useTranslation('stage')
  const factors = postmortem.factors.filter(factor => factor.chosen).slice(0, MOST)
  const linked = postmortem.actions.filter(action =>
    factors.some(factor => action.factors.includes(factor.id)),
  )
  const actions = linked.slice(0, MOST)
  if (factors.length === 0) {
    return (
      <div className={classes.words}>
        <p className={classes.second}>{t('actions.none')}</p>
      </div>
    )
  }
  return (
    <div className={classes.map}>
      <ol className={classes.mapColumn}>
        {factors.map(factor => (
          <FactorCell
            key={factor.id}
            factor={factor}
            title={factorTitle(factor, postmortem.factors)}
            isCovered={linked.some(action => action.factors.includes(factor.id))}
            isLit={factor.id === view.spotlight?.item}
          />
        ))}
      </ol>
      <Lines factors={factors} actions={actions} lit={view.spotlight?.item ?? null} />
      <ol className={classes.mapColumn}>
        {actions.map(action => (
          <li
            key={action.id}
            className={classes.action}
            data-lit={action.id === view.spotlight?.item || undefined}
          >
            <p className={classes.cellText} dir="auto">
              {action.text}
            </p>
            <p className={classes.quiet}>
              {action.owner || t('actions.noOwner')} ·{' '}
              {action.due ? shortDay(action.due) : t('actions.noDue')}
            </p>
          </li>
        ))}
        {linked.length > MOST && (
          <li className={classes.quiet}>{t('actions.more', { count: linked.length - MOST })}</li>
        )}
      </ol>
    </div>
  )
}

function FactorCell(props: {
  readonly factor: Factor
  readonly title: string
  readonly isCovered: boolean
  readonly isLit: boolean
}) {
  const { t } = useTranslation('stage')
  const { factor, isCovered, isLit } = props
  const waiver = factor.waiver.trim()
  const state = isCovered ? 'covered' : waiver ? 'waived' : 'uncovered'
  return (
    <li className={classes.factor} data-state={state} data-lit={isLit || undefined}>
      <p className={classes.cellText} dir="auto">
        {props.title}
      </p>
      {state === 'uncovered' && <p className={classes.warn}>! {t('actions.uncovered')}</p>}
      {state === 'waived' && (
        <p className={`${classes.quiet} ${classes.waiver}`}>{t('actions.waived', { reason: waiver })}</p>
      )}
    </li>
  )
}

/** Both columns give each of their cells the same height, so that a line's ends are known without measuring. */
function Lines(props: {
  readonly factors: readonly Factor[]
  readonly actions: readonly ActionItem[]
  readonly lit: string | null
}) {
  const { factors, actions, lit } = props
  const middle = (place: number, count: number): number => (100 * (place + 0.5)) / count
  return (
    <svg className={classes.lines} viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      {factors.flatMap((factor, from) =>
        actions.flatMap((action, to) => {
          if (!action.factors.includes(factor.id)) return []
          const [y1, y2] = [middle(from, factors.length), middle(to, actions.length)]
          return [
            <path
              key={`${factor.id} ${action.id}`}
              d={`M0 ${y1} C50 ${y1} 50 ${y2} 100 ${y2}`}
              data-lit={factor.id === lit || action.id === lit || undefined}
              vectorEffect="non-scaling-stroke"
            />,
          ]
        }),
      )}
    </svg>
  )
}
