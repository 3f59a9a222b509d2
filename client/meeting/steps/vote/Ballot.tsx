import { ActionIcon } from '@mantine/core'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { entryOf } from '../../../../shared/base/lookup.ts'
import type { VoteItem } from '../../../../shared/document/factorGroups.ts'
import { useRoom } from '../../room.ts'
import { useBallot } from './useBallot.ts'
import classes from './Vote.module.css'

/** One's own dots, placed with buttons or arrow keys; each change sends the whole ballot (M12). */
export function Ballot({ items, isOpen }: { readonly items: readonly VoteItem[]; readonly isOpen: boolean }) {
  const { t } = useTranslation('meeting')
  const { vote } = useRoom().view
  const { dots, left, change } = useBallot(vote, items)
  const onKeyDown = (event: KeyboardEvent, factor: string): void => {
    if (event.key === 'ArrowRight' || event.key === '+') change(factor, 1)
    else if (event.key === 'ArrowLeft' || event.key === '-') change(factor, -1)
    else return
    event.preventDefault()
  }

  return (
    <ul className={classes.ballot} data-ballot={isOpen || undefined}>
      {items.map(item => {
        const own = entryOf(dots, item.lead.id) ?? 0
        const isFull = left <= 0 || (vote.oneDotEach && own >= 1)
        return (
          <li key={item.lead.id} className={classes.item} data-item={item.lead.id}>
            <div className={classes.about}>
              <span className={classes.title}>{item.title}</span>
              {item.cards.length > 0 && (
                <ul className={classes.cards}>
                  {item.cards.map(card => (
                    <li key={card.id}>{card.text}</li>
                  ))}
                </ul>
              )}
            </div>
            {isOpen && (
              <fieldset
                className={classes.stepper}
                aria-label={item.title}
                onKeyDown={event => onKeyDown(event, item.lead.id)}
              >
                <ActionIcon
                  variant="default"
                  size={32}
                  disabled={own === 0}
                  aria-label={t('vote.take', { factor: item.title })}
                  onClick={() => change(item.lead.id, -1)}
                >
                  <IconMinus size={16} />
                </ActionIcon>
                <span className={classes.own} role="status" aria-label={t('vote.mine', { count: own })}>
                  {'●'.repeat(own)}
                  <span className={classes.unused}>{own === 0 ? '○' : ''}</span>
                </span>
                <ActionIcon
                  variant="default"
                  size={32}
                  aria-disabled={isFull}
                  aria-label={t('vote.add', { factor: item.title })}
                  onClick={() => change(item.lead.id, 1)}
                >
                  <IconPlus size={16} />
                </ActionIcon>
              </fieldset>
            )}
          </li>
        )
      })}
    </ul>
  )
}
