import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { updateItem } from '../../../../shared/document/edit.ts'
import { factorTitle, rankItems, voteItems } from '../../../../shared/document/factorGroups.ts'
import { Actions } from '../../../document/parts/Actions.tsx'
import { useCanEdit } from '../../../hooks/useCanEdit.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { usePostmortem } from '../../../hooks/usePostmortem.ts'
import { useRoom } from '../../room.ts'
import classes from './Actions.module.css'
import { FactorCoverage, isAnswered } from './FactorCoverage.tsx'
import { ParkedIdeas } from './ParkedIdeas.tsx'
import { Waiver } from './Waiver.tsx'

/** One chosen factor at a time: its actions, or the reason why none follows; parked ideas come back here (M15). */
export function ActionsStep() {
  const { t } = useTranslation('meeting')
  const { selected, select, view } = useRoom()
  const postmortem = usePostmortem()
  // A factor that is answered stays until somebody goes on: its action still lacks an owner and a date.
  const [kept, keep] = useState<string | null>(null)
  // In the order of the vote: what has most dots comes first.
  const ranked = rankItems(voteItems(postmortem.factors), view.vote.tally ?? {}).flatMap(({ item }) => [
    item.lead,
    ...item.cards.filter(({ id }) => id !== item.lead.id),
  ])
  const chosen = ranked.filter(factor => factor.chosen)
  const current =
    chosen.find(factor => factor.id === selected?.item) ??
    chosen.find(factor => factor.id === kept) ??
    chosen.find(factor => !isAnswered(factor, postmortem.actions)) ??
    chosen[0]
  const shown = current?.id ?? null
  useEffect(() => keep(shown), [shown])
  if (!current) return <ChooseFactors />
  const group = voteItems(postmortem.factors).find(item => item.lead.id === current.id)
  const title = factorTitle(current, postmortem.factors)
  const cards = title === current.text ? [] : (group?.cards ?? [])
  return (
    <div className={classes.step}>
      <FactorCoverage
        factors={chosen}
        current={current.id}
        onPick={factor => select({ section: 'factors', item: factor })}
      />
      <div className={classes.work} data-item={current.id}>
        <h2 className={classes.factor}>{title}</h2>
        {cards.length > 0 && (
          <ul className={classes.cards}>
            {cards.map(card => (
              <li key={card.id}>{card.text}</li>
            ))}
          </ul>
        )}
        <Actions key={current.id} factor={current.id} />
        <Waiver key={`waiver-${current.id}`} factor={current} />
        <ParkedIdeas factor={current.id} />
      </div>
      <p className={classes.hint}>{t('actions.alsoElsewhere')}</p>
    </div>
  )
}

/** Nobody chose a factor, or the agenda has no vote: choose here. */
function ChooseFactors() {
  const { t } = useTranslation('meeting')
  const postmortem = usePostmortem()
  const { doc } = useConnection()
  const mayEdit = useCanEdit()
  return (
    <div className={classes.choose}>
      <p className={classes.hint}>{t('actions.noneChosen')}</p>
      {voteItems(postmortem.factors).map(item => (
        <label key={item.lead.id} className={classes.choice}>
          <input
            type="checkbox"
            checked={false}
            disabled={!mayEdit}
            onChange={() => updateItem(doc, 'factors', item.lead.id, { chosen: true })}
          />
          {item.title}
        </label>
      ))}
    </div>
  )
}
