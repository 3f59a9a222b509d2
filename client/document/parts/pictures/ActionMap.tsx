import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { actionStrength } from '../../../../shared/checks/actions/strength.ts'
import { factorTitle } from '../../../../shared/document/factorGroups.ts'
import type { ActionItem, Factor } from '../../../../shared/document/postmortem.ts'
import { actionMap } from '../../../../shared/pictures/actionMap.ts'
import type { Words } from '../../../../shared/pictures/picture.ts'
import { jumpTo } from '../jump.ts'
import classes from './ActionMap.module.css'
import { Drawing } from './Drawing.tsx'

/** Which action answers which factor, drawn, and how strong the set is; factors that nothing answers stand out. */
export default function ActionMap(props: {
  readonly factors: readonly Factor[]
  readonly actions: readonly ActionItem[]
}) {
  const { factors, actions } = props
  const { t } = useTranslation('document')
  const picture = useMemo(() => {
    const planned = actions.filter(({ status }) => status !== 'declined')
    const answered = new Set(planned.flatMap(action => action.factors))
    const wordsOf = (item: Factor | ActionItem): Words => {
      if ('waiver' in item) return factorWords(item, factors, answered.has(item.id), t)
      const isDeclined = item.status === 'declined'
      const note = isDeclined ? t('statuses.declined') : item.owner
      return { text: item.text, note, tone: isDeclined ? 'quiet' : 'plain' }
    }
    return actionMap(factors, actions, wordsOf)
  }, [factors, actions, t])
  const strengths = actions
    .filter(({ status, text }) => status !== 'declined' && text.trim() !== '')
    .map(({ text }) => actionStrength(text))
  const counts = (['strong', 'intermediate', 'weak'] as const).flatMap(strength => {
    const count = strengths.filter(each => each === strength).length
    return count > 0 ? [t(`actions.strength.${strength}`, { count })] : []
  })
  return (
    <>
      {counts.length > 0 && (
        <p className={classes.strength} title={t('actions.strength.how')}>
          {t('actions.strength.set')} {counts.join(' · ')}
          {strengths.every(strength => strength === 'weak') && (
            <span className={classes.weak}> {t('actions.strength.allWeak')}</span>
          )}
        </p>
      )}
      {picture && (
        <Drawing
          picture={picture}
          label={t('actions.map')}
          onPick={id => jumpTo({ in: factors.some(each => each.id === id) ? 'factors' : 'actions', id })}
        />
      )}
    </>
  )
}

type T = ReturnType<typeof useTranslation<'document'>>['t']

function factorWords(factor: Factor, factors: readonly Factor[], isAnswered: boolean, t: T): Words {
  const { chosen, waiver } = factor
  const text = chosen ? factorTitle(factor, factors) : factor.text
  if (isAnswered) return { text, note: '', tone: 'root' }
  if (waiver.trim() !== '') return { text, note: t('actions.mapLeft', { reason: waiver }), tone: 'quiet' }
  return { text, note: chosen ? `! ${t('factors.noAction')}` : '', tone: chosen ? 'open' : 'root' }
}
