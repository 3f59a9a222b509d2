import type { Factor } from '../../../../shared/document/postmortem.ts'
import { jumpTo } from '../jump.ts'
import { useWords } from '../rows/useWords.ts'
import classes from './Actions.module.css'

/** The factors that an action answers, by their numbers in the list. */
export function ActionFactors(props: {
  readonly ids: readonly string[]
  readonly factors: readonly Factor[]
}) {
  const t = useWords()
  const numbered = props.factors.flatMap((factor, index) =>
    props.ids.includes(factor.id) ? [{ factor, number: index + 1 }] : [],
  )
  if (numbered.length === 0) return null
  return (
    <span>
      {t('actions.answers')}{' '}
      {numbered.map(({ factor, number }) => (
        <button
          key={factor.id}
          type="button"
          className={classes.link}
          title={factor.text}
          aria-label={t('actions.factor', { number, text: factor.text })}
          onClick={() => jumpTo({ in: 'factors', id: factor.id })}
        >
          {number}
        </button>
      ))}
    </span>
  )
}
