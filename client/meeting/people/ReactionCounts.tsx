import { useTranslation } from 'react-i18next'
import { REACTIONS } from '../../hooks/reactions.ts'
import { useReactions } from '../../hooks/useReactions.ts'
import { ReactionMark } from './ReactionMark.tsx'
import classes from './Reactions.module.css'

/** How many react in which way just now, in words and quietly; nothing when nobody does. */
export function ReactionCounts() {
  const { t } = useTranslation('meeting')
  const shown = [...useReactions().values()]
  return (
    <span className={classes.counts} role="status">
      {REACTIONS.map(reaction => {
        const count = shown.filter(each => each === reaction).length
        return count > 0 ? (
          <span key={reaction} className={classes.one}>
            <ReactionMark reaction={reaction} size={15} /> {t(`react.${reaction}`)} {count > 1 && count}
          </span>
        ) : null
      })}
    </span>
  )
}
