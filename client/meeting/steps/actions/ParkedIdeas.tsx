import { ActionIcon, Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { addItem } from '../../../../shared/document/edit.ts'
import { newId } from '../../../document/parts/newId.ts'
import { roomFor } from '../../../document/parts/roomFor.ts'
import { useCanEdit } from '../../../hooks/useCanEdit.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { usePostmortem } from '../../../hooks/usePostmortem.ts'
import { useRoom } from '../../room.ts'
import classes from './Actions.module.css'

/** What was parked before, offered as an action for a factor; null offers nothing and only lists (M15). */
export function ParkedIdeas({ factor }: { readonly factor: string | null }) {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const postmortem = usePostmortem()
  const { doc } = useConnection()
  const mayEdit = useCanEdit()
  const ideas = parkedIdeas(view.parked, postmortem.parked)
  if (ideas.length === 0) return factor === null ? <p className={classes.hint}>{t('park.empty')}</p> : null
  const use = async (id: string, text: string): Promise<void> => {
    if (!roomFor(doc, 'actions')) return
    const fields = { owner: '', due: '', status: 'open', reason: '', tracker: '', type: '' } as const
    addItem(doc, 'actions', newId(), { text, factors: factor === null ? [] : [factor], ...fields })
    if (view.you.facilitator && view.parked.some(idea => idea.id === id))
      await run({ type: 'unpark', item: id })
  }
  return (
    <section className={classes.parked}>
      {factor !== null && <h3 className={classes.small}>{t('actions.parked')}</h3>}
      <ul className={classes.ideas}>
        {ideas.map(idea => (
          <li key={idea.id} className={classes.idea}>
            <span className={classes.ideaText}>{idea.text}</span>
            {factor !== null && mayEdit && (
              <Button size="compact-sm" variant="default" onClick={() => use(idea.id, idea.text)}>
                {t('actions.useParked')}
              </Button>
            )}
            {view.you.facilitator && view.status === 'running' && view.parked.includes(idea) && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`${t('park.remove')}: ${idea.text}`}
                onClick={() => run({ type: 'unpark', item: idea.id })}
              >
                <IconX size={15} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

interface Idea {
  readonly id: string
  readonly text: string
}

/** The meeting's parked ideas, then those that only the document holds. */
export const parkedIdeas = (meeting: readonly Idea[], document: readonly Idea[]): readonly Idea[] => [
  ...meeting,
  ...document.filter(idea => !meeting.some(({ id, text }) => id === idea.id || text === idea.text)),
]
