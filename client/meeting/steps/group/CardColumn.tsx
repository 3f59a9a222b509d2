import { Draggable, type DraggableProvidedDragHandleProps, Droppable } from '@hello-pangea/dnd'
import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconGripVertical } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Factor } from '../../../../shared/document/postmortem.ts'
import { GroupName } from '../../../document/parts/factors/GroupName.tsx'
import { TextCell } from '../../../document/parts/text/TextCell.tsx'
import { useRoom } from '../../room.ts'
import classes from './Group.module.css'

interface Target {
  readonly id: string
  readonly title: string
}

interface ColumnProps {
  readonly id: string
  /** null for the cards without a group. */
  readonly name: string | null
  readonly cards: readonly Factor[]
  readonly targets: readonly Target[]
  readonly mayEdit: boolean
  /** Cards whose text the stage leaves out. */
  readonly hidden: ReadonlySet<string>
  /** Puts a card at the end of a column. */
  readonly onPut: (card: string, target: string) => void
}

/** One group, or the cards without one. */
export function CardColumn(props: ColumnProps) {
  const { t } = useTranslation('meeting')
  const { id, name, cards, mayEdit } = props
  const { view } = useRoom()
  const revealed = new Set(view.progress.revealedFactors)
  const drafted = name === null ? cards.filter(card => !revealed.has(card.id)).length : 0
  return (
    <section className={classes.column} data-loose={name === null}>
      <header className={classes.head}>
        {name === null ? (
          <h2 className={classes.name}>{t('group.loose')}</h2>
        ) : (
          <GroupName name={name} mayEdit={mayEdit} className={classes.name} />
        )}
        <span className={classes.count}>
          {t('group.cards', { count: cards.length - drafted })}
          {drafted > 0 && `, ${t('group.drafted', { count: drafted })}`}
        </span>
      </header>
      <Droppable droppableId={id} isDropDisabled={!mayEdit}>
        {(drop, { isDraggingOver }) => (
          <div
            ref={drop.innerRef}
            {...drop.droppableProps}
            className={classes.cards}
            data-over={isDraggingOver || undefined}
          >
            {name === null && cards.length === 0 && !isDraggingOver && (
              <p className={classes.none}>{t('group.looseNone')}</p>
            )}
            {cards.map((card, index) => (
              <Card key={card.id} {...props} card={card} index={index} />
            ))}
            {drop.placeholder}
          </div>
        )}
      </Droppable>
    </section>
  )
}

function Card(props: ColumnProps & { readonly card: Factor; readonly index: number }) {
  const { t } = useTranslation('meeting')
  const { selected, select, view, run } = useRoom()
  const { card, index, mayEdit, targets, onPut, id } = props
  const isHidden = props.hidden.has(card.id)
  return (
    <Draggable
      draggableId={card.id}
      index={index}
      isDragDisabled={!mayEdit}
      disableInteractiveElementBlocking={false}
    >
      {(drag, { isDragging }) => (
        <article
          ref={drag.innerRef}
          {...drag.draggableProps}
          {...pointerHandle(drag.dragHandleProps)}
          className={classes.card}
          data-item={card.id}
          data-dragging={isDragging || undefined}
          data-selected={selected?.item === card.id || undefined}
          onFocus={() => select({ section: 'factors', item: card.id })}
        >
          {mayEdit && (
            // biome-ignore lint/a11y/useSemanticElements: dragging never starts in a real button
            <span
              role="button"
              tabIndex={0}
              className={classes.grip}
              aria-label={t('group.move', { card: card.text })}
              aria-describedby={drag.dragHandleProps?.['aria-describedby']}
            >
              <IconGripVertical size={15} aria-hidden />
            </span>
          )}
          <TextCell
            list="factors"
            id={card.id}
            text={card.text}
            label={card.text}
            readOnly={!mayEdit}
            className={classes.text ?? ''}
          />
          {isHidden && (
            <p className={classes.offStage}>
              <strong>{t('group.offStage')}.</strong> {t('group.reword')}
            </p>
          )}
          {card.category && <span className={classes.category}>{t(`category.${card.category}`)}</span>}
          {mayEdit && (
            <Menu position="bottom-end" shadow="md" withinPortal>
              <Menu.Target>
                <ActionIcon
                  className={classes.move}
                  variant="subtle"
                  color="gray"
                  size="sm"
                  aria-label={t('group.moveTo', { card: card.text })}
                >
                  <IconDots size={15} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown mah="50vh" style={{ overflowY: 'auto' }}>
                {targets
                  .filter(target => target.id !== id)
                  .map(target => (
                    <Menu.Item key={target.id} onClick={() => onPut(card.id, target.id)}>
                      {target.title}
                    </Menu.Item>
                  ))}
                {view.you.facilitator && (
                  <>
                    <Menu.Divider />
                    <Menu.Item onClick={() => run({ type: 'showOnStage', item: card.id, shown: isHidden })}>
                      {t(isHidden ? 'group.showOnStage' : 'group.hideFromStage')}
                    </Menu.Item>
                  </>
                )}
              </Menu.Dropdown>
            </Menu>
          )}
        </article>
      )}
    </Draggable>
  )
}

/**
 * The whole card can be dragged by pointer. For the keyboard there is a grip inside it: a card that holds a text field
 * and a menu must not be a button itself.
 */
function pointerHandle(props: DraggableProvidedDragHandleProps | null): object {
  if (!props) return {}
  const { role: _role, 'aria-describedby': _hint, ...handle } = props
  return { ...handle, tabIndex: -1 }
}

/** The place where a dropped card starts a group of its own. */
export function NewGroup({ id }: { readonly id: string }) {
  const { t } = useTranslation('meeting')
  return (
    <Droppable droppableId={id}>
      {(drop, { isDraggingOver }) => (
        <div
          ref={drop.innerRef}
          {...drop.droppableProps}
          className={classes.newGroup}
          data-over={isDraggingOver || undefined}
        >
          {t('group.newDrop')}
          {drop.placeholder}
        </div>
      )}
    </Droppable>
  )
}
