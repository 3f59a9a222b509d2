import { DragDropContext, type DropResult } from '@hello-pangea/dnd'
import { Button, useMantineStyleNonce } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { arrange, freeName, placeCard } from '../../../document/parts/factors/arrange.ts'
import { useCanEdit } from '../../../hooks/useCanEdit.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { useHiddenOnStage } from '../../../hooks/useHiddenOnStage.ts'
import { usePostmortem } from '../../../hooks/usePostmortem.ts'
import { focusSoon } from '../../../ui/focus.ts'
import { useRoom } from '../../room.ts'
import { AddCard } from './AddCard.tsx'
import { CardColumn, NewGroup } from './CardColumn.tsx'
import classes from './Group.module.css'

/** Droppable ids: cards without a group, and the place that makes a new one; groups are `group/` and their name. */
const LOOSE = 'loose'
const NEW = 'new'

/** Cards are dragged, or moved by keyboard and menu, into groups that get a name. */
export function GroupStep() {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const postmortem = usePostmortem()
  const { doc } = useConnection()
  const mayEdit = useCanEdit()
  const { factors } = postmortem
  const { loose, groups } = arrange(factors)
  const { cards, you, status } = view
  const hidden = useHiddenOnStage(factors, view, false)
  const nonce = useMantineStyleNonce()?.() ?? ''

  if (view.progress.cardsHeld || (!cards.revealed && factors.length === 0)) {
    return (
      <div className={classes.hidden}>
        <p>{t('group.hidden', { count: cards.answered, of: cards.of })}</p>
        {you.facilitator && status === 'running' && view.progress.cardsHeld && (
          <Button onClick={() => run({ type: 'revealCards' })}>{t('group.reveal')}</Button>
        )}
        {!view.progress.cardsHeld && mayEdit && <AddCard />}
      </div>
    )
  }
  const put = (card: string, target: string, place: number): void => {
    const name = freeName(groups, number => t('group.defaultName', { number }))
    const group = target === LOOSE ? '' : target === NEW ? name : target.slice('group/'.length)
    placeCard(doc, factors, card, group, place)
    if (target === NEW) focusSoon(() => document.querySelector(`[data-group-name="${CSS.escape(name)}"]`))
  }
  const onDragEnd = ({ draggableId, destination }: DropResult): void => {
    if (destination) put(draggableId, destination.droppableId, destination.index)
  }
  const targets = [
    ...groups.map(group => ({ id: `group/${group.name}`, title: group.name })),
    { id: NEW, title: t('group.new') },
    { id: LOOSE, title: t('group.loose') },
  ]
  const shared = {
    targets,
    mayEdit,
    hidden,
    onPut: (card: string, target: string) => put(card, target, Number.MAX_SAFE_INTEGER),
  }
  return (
    <DragDropContext onDragEnd={onDragEnd} nonce={nonce}>
      <div className={classes.board}>
        <div className={classes.loose}>
          <CardColumn {...shared} id={LOOSE} name={null} cards={loose} />
          {mayEdit && (
            <>
              <NewGroup id={NEW} />
              <AddCard />
            </>
          )}
        </div>
        <div className={classes.groups}>
          {groups.map(group => (
            <CardColumn
              {...shared}
              key={group.name}
              id={`group/${group.name}`}
              name={group.name}
              cards={group.cards}
            />
          ))}
        </div>
      </div>
    </DragDropContext>
  )
}
