import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { updateItem } from '../../../../shared/document/edit.ts'
import {
  isChoiceUnsettled,
  rankItems,
  TOP,
  topItems,
  type VoteItem,
  voteItems,
} from '../../../../shared/document/factorGroups.ts'
import { EDIT } from '../../../../shared/document/schema.ts'
import { useCanEdit } from '../../../hooks/useCanEdit.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { usePostmortem } from '../../../hooks/usePostmortem.ts'
import { dotsLeft } from '../../frame/asked.ts'
import { useRoom } from '../../room.ts'
import { Ballot } from './Ballot.tsx'
import classes from './Vote.module.css'

/** Dots on groups, secret until the vote closes; then bars, and the top ones are chosen with one action (M12). */
export function VoteStep() {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const postmortem = usePostmortem()
  const items = voteItems(postmortem.factors)
  const { vote } = view
  if (items.length === 0) return <p className={classes.hint}>{t('vote.empty')}</p>
  if (vote.phase === 'closed' && vote.tally) return <Result items={items} tally={vote.tally} />
  const isOpen = vote.phase === 'open'
  return (
    <div className={classes.step}>
      <div className={classes.head} role="status">
        {isOpen ? (
          <>
            <strong className={classes.count}>
              {vote.mayVote
                ? t('vote.left', { count: dotsLeft(vote, items), of: vote.dots })
                : t('vote.voted', { count: vote.voted, of: vote.of })}
            </strong>
            {vote.mayVote && (
              <span className={classes.hint}>{t('vote.voted', { count: vote.voted, of: vote.of })}</span>
            )}
          </>
        ) : (
          <>
            <span className={classes.hint}>{t('vote.none')}</span>
            {view.you.facilitator && view.status === 'running' && (
              <Button size="sm" onClick={() => run({ type: 'openVote' })}>
                {t('vote.open')}
              </Button>
            )}
          </>
        )}
      </div>
      <p className={classes.hint}>
        {t('vote.budget', { count: vote.dots })}, {vote.oneDotEach ? t('vote.oneEach') : t('vote.many')}.{' '}
        {t('vote.secret')}
      </p>
      <Ballot items={items} isOpen={isOpen && vote.mayVote} />
    </div>
  )
}

/** Bars by dots, most first; choosing is an edit of the document that everyone sees. */
function Result(props: {
  readonly items: readonly VoteItem[]
  readonly tally: Readonly<Record<string, number>>
}) {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const { doc } = useConnection()
  const mayEdit = useCanEdit() && view.you.facilitator
  const { items, tally } = props
  const ranked = rankItems(items, tally)
  const most = Math.max(1, ...ranked.map(({ dots }) => dots))
  const top = topItems(items, tally, TOP)
  const last = ranked.filter(({ dots }) => dots > 0)[TOP - 1]
  const tiedForLast = top.length > TOP && last ? ranked.filter(({ dots }) => dots === last.dots) : []
  const choose = (item: VoteItem, chosen: boolean): void =>
    doc.transact(() => {
      updateItem(doc, 'factors', item.lead.id, { chosen })
      // Whoever takes a group out of the choice means all of it.
      if (!chosen) for (const card of item.cards) updateItem(doc, 'factors', card.id, { chosen })
    }, EDIT)
  const isUnsettled = isChoiceUnsettled(items, top, view.vote.chosenBefore)
  const isTopChosen = items.every(item => item.lead.chosen === top.includes(item))
  return (
    <div className={classes.step}>
      <header className={classes.head}>
        <strong className={classes.count}>{t('vote.closed')}</strong>
        {mayEdit && top.length > 0 && !isTopChosen && (
          <Button
            size="sm"
            onClick={() =>
              doc.transact(() => {
                for (const item of items) choose(item, top.includes(item))
              }, EDIT)
            }
          >
            {t('vote.choose', { count: top.length })}
          </Button>
        )}
        {mayEdit && isUnsettled && view.status === 'running' && (
          <Button size="sm" variant="default" onClick={() => run({ type: 'keepChoice' })}>
            {t('vote.keep')}
          </Button>
        )}
      </header>
      {tiedForLast.length > 0 && last && (
        <p className={classes.hint} role="status">
          {t('vote.tie', { count: tiedForLast.length, dots: t('vote.dots', { count: last.dots }) })}{' '}
          {mayEdit && t('vote.tieAsk')}
        </p>
      )}
      {isUnsettled && (
        <p className={classes.hint}>
          {t('vote.unsettled')} {mayEdit && t('vote.unsettledAsk')}
        </p>
      )}
      <ol className={classes.bars}>
        {ranked.map(({ item, dots, rank, isTied }) => (
          <li
            key={item.lead.id}
            className={classes.result}
            data-item={item.lead.id}
            data-chosen={item.lead.chosen && !isUnsettled}
          >
            <span className={classes.rank}>{rank && t(isTied ? 'vote.tied' : 'vote.rank', { rank })}</span>
            <label className={classes.choice}>
              <input
                type="checkbox"
                checked={item.lead.chosen}
                disabled={!mayEdit}
                aria-label={t('vote.chooseThis', { factor: item.title })}
                onChange={event => choose(item, event.currentTarget.checked)}
              />
              <span>
                <span className={classes.title}>{item.title}</span>{' '}
                {item.lead.chosen && (
                  <span className={classes.chosen}>
                    {t(
                      isUnsettled ? 'vote.chosenBefore' : dots > 0 ? 'vote.chosen' : 'vote.chosenWithoutDots',
                    )}
                  </span>
                )}
              </span>
            </label>
            <span
              className={classes.bar}
              style={{ inlineSize: `${(100 * dots) / most}%` }}
              data-none={dots === 0}
            />
            <span className={classes.dots}>{t('vote.dots', { count: dots })}</span>
          </li>
        ))}
      </ol>
      <p className={classes.hint}>{t('vote.kept')}</p>
    </div>
  )
}
