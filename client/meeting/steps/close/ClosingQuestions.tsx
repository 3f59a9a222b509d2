import { Button, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRoom } from '../../room.ts'
import classes from './Close.module.css'

/** Where "Answer" goes. */
export const CLOSING_ID = 'meeting-closing'

/** Two questions without names; only the sums are kept, and only once the meeting has ended. */
export function ClosingQuestions() {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const { own } = view.closing
  const [learned, setLearned] = useState(own ? answerOf(own.learned) : '')
  const [again, setAgain] = useState(own ? answerOf(own.again) : '')
  const of = view.people.filter(person => person.connected && person.role !== 'viewer').length
  const isSent = own !== null && answerOf(own.learned) === learned && answerOf(own.again) === again
  if (!view.you.participant || view.status !== 'running' || view.closing.isCounted) return null
  return (
    <section id={CLOSING_ID} tabIndex={-1} className={classes.questions}>
      <h2 className={classes.heading}>{t('close.questions')}</h2>
      <Question text={t('close.learned')} value={learned} onChange={setLearned} />
      <Question text={t('close.again')} value={again} onChange={setAgain} />
      <div className={classes.send}>
        <Button
          size="sm"
          disabled={learned === '' || again === '' || isSent}
          onClick={() => run({ type: 'answerClosing', learned: learned === 'yes', again: again === 'yes' })}
        >
          {t('close.send')}
        </Button>
        <span className={classes.hint} role="status">
          {isSent ? `${t('close.thanks')} ` : ''}
          {t('close.answers', { count: view.closing.answered, of: Math.max(of, view.closing.answered) })}
        </span>
      </div>
    </section>
  )
}

const answerOf = (value: boolean): 'yes' | 'no' => (value ? 'yes' : 'no')

function Question(props: {
  readonly text: string
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  const { t } = useTranslation('meeting')
  return (
    <div className={classes.question}>
      <span>{props.text}</span>
      <SegmentedControl
        aria-label={props.text}
        value={props.value}
        onChange={props.onChange}
        data={[
          { value: 'yes', label: t('close.yes') },
          { value: 'no', label: t('close.no') },
        ]}
      />
    </div>
  )
}
