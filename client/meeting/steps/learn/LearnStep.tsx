import { Button, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDraft } from '../../../hooks/useDraft.ts'
import { namesOf } from '../../frame/FinishedCount.tsx'
import { useRoom } from '../../room.ts'
import { putBack } from '../putBack.ts'
import classes from './Learn.module.css'

/** The round: what each person learned goes on the wall, without names; passing is fine. */
export function LearnStep() {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const [text, setText] = useDraft('learning', '')
  const { asked, learnings, you } = view
  const waiting = namesOf(view.people, asked.waiting)
  const mayPass = asked.waiting.includes(you.id)
  const add = async (): Promise<void> => {
    const sent = text.trim()
    if (sent === '') return
    setText(() => '')
    if (!(await run({ type: 'recordLearning', text: sent }))) setText(now => putBack(sent, now))
  }
  return (
    <div>
      {you.participant && view.status === 'running' && (
        <form
          className={classes.form}
          onSubmit={event => {
            event.preventDefault()
            void add()
          }}
        >
          <Textarea
            label={t('learn.mine')}
            placeholder={t('learn.placeholder')}
            autosize
            minRows={2}
            maxLength={2_000}
            size="md"
            value={text}
            onChange={event => {
              const { value } = event.currentTarget
              setText(() => value)
            }}
            onKeyDown={event => {
              if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
              event.preventDefault()
              void add()
            }}
          />
          <div className={classes.buttons}>
            <Button type="submit" size="sm" disabled={text.trim() === ''}>
              {t('learn.add')}
            </Button>
            {mayPass && (
              <Button size="sm" variant="subtle" color="gray" onClick={() => run({ type: 'passLearning' })}>
                {t('learn.pass')}
              </Button>
            )}
          </div>
        </form>
      )}
      <header className={classes.head}>
        <h2 className={classes.heading}>{t('learn.wall')}</h2>
        {asked.of > 0 && (
          <span className={classes.count}>{t('learn.asked', { count: asked.count, of: asked.of })}</span>
        )}
      </header>
      {waiting.length > 0 && you.facilitator && (
        <div className={classes.round}>
          {view.status === 'running' && <AskNext />}
          <p className={classes.count}>{t('learn.waiting', { names: waiting.join(', ') })}</p>
        </div>
      )}
      {learnings.length === 0 ? (
        <p className={classes.count}>{t('learn.empty')}</p>
      ) : (
        <ul className={classes.wall}>
          {learnings.map((learning, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the wall only grows at its end
            <li key={place} className={classes.card}>
              {learning.text}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Goes round the room: gives the word to the next person who was not asked yet. */
function AskNext() {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const turn = view.asked.waiting.indexOf(view.speaker ?? '')
  const next = view.asked.waiting[turn + 1] ?? view.asked.waiting[0]
  const name = view.people.find(person => person.id === next)?.name
  if (next === undefined || name === undefined || next === view.speaker) return null
  return (
    <Button size="sm" variant="default" onClick={() => run({ type: 'callOn', person: next })}>
      {t('learn.ask', { name })}
    </Button>
  )
}
