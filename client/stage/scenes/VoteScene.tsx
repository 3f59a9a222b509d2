import { useTranslation } from 'react-i18next'
import {
  isChoiceUnsettled,
  rankItems,
  TOP,
  topItems,
  voteItems,
} from '../../../shared/document/factorGroups.ts'
import type { SceneProps } from './Scene.tsx'
import classes from './Scenes.module.css'

const MOST = 8

/** How many have voted, and after the close the bars; never a dot before (M12). */
export function VoteScene({ view, postmortem }: SceneProps) {
  const { t } = useTranslation('stage')
  const { vote } = view
  const items = voteItems(postmortem.factors)
  if (vote.phase !== 'closed' || !vote.tally) {
    return (
      <div className={classes.words}>
        <p className={classes.count}>
          {vote.phase === 'open' ? t('vote.voted', { count: vote.voted, of: vote.of }) : t('vote.none')}
        </p>
        <p className={classes.second}>{t('vote.secret')}</p>
      </div>
    )
  }
  const tally = vote.tally
  const isUnsettled = isChoiceUnsettled(items, topItems(items, tally, TOP), vote.chosenBefore)
  const ranked = rankItems(items, tally).slice(0, MOST)
  const most = Math.max(1, ...ranked.map(({ dots }) => dots))
  return (
    <ol className={classes.bars}>
      {ranked.map(({ item, dots, rank, isTied }) => (
        <li
          key={item.lead.id}
          className={classes.barLine}
          data-chosen={(item.lead.chosen && !isUnsettled) || undefined}
        >
          <span className={classes.barName}>
            {rank && <span className={classes.rank}>{t(isTied ? 'vote.tied' : 'vote.rank', { rank })} </span>}
            <bdi>{item.title}</bdi>
            {item.lead.chosen && !isUnsettled && (
              <small className={classes.chosen}>
                {' '}
                ✓ {t(dots > 0 ? 'vote.chosen' : 'vote.chosenWithoutDots')}
              </small>
            )}
          </span>
          <span className={classes.bar}>
            <i style={{ inlineSize: `${(100 * dots) / most}%` }} />
          </span>
          <b>{t('vote.dots', { count: dots })}</b>
        </li>
      ))}
    </ol>
  )
}
