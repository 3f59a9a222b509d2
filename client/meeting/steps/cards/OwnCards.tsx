import { ActionIcon, Button } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRoom } from '../../room.ts'
import { CardForm } from './CardForm.tsx'
import classes from './Cards.module.css'

/** One's own cards: written, changed, withdrawn, or passed; nobody else sees them until the reveal (M10). */
export function OwnCards() {
  const { t } = useTranslation('meeting')
  const { view, run } = useRoom()
  const { cards } = view
  const [edited, setEdited] = useState<string | null>(null)
  return (
    <section className={classes.own} aria-label={t('brainstorm.mine')}>
      {cards.weakAnonymity && <p className={classes.weak}>{t('brainstorm.weak')}</p>}
      <CardForm />
      <ul className={classes.cards}>
        {cards.own.map(card => (
          <li key={card.id} className={classes.card}>
            {edited === card.id ? (
              <CardForm card={card} onDone={() => setEdited(null)} />
            ) : (
              <>
                <p className={classes.text}>{card.text}</p>
                <p className={classes.about}>
                  {[card.category && t(`category.${card.category}`), card.signed && t('brainstorm.signed')]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
                <div className={classes.tools}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('brainstorm.edit')}
                    onClick={() => setEdited(card.id)}
                  >
                    <IconPencil size={16} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('brainstorm.withdraw')}
                    onClick={() => run({ type: 'withdrawCard', card: card.id })}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                </div>
              </>
            )}
          </li>
        ))}
      </ul>
      {cards.own.length === 0 && view.status === 'running' && (
        <Button
          className={classes.pass}
          variant="subtle"
          color="gray"
          size="sm"
          disabled={cards.passed}
          onClick={() => run({ type: 'passBrainstorm' })}
        >
          {cards.passed ? t('brainstorm.passed') : t('brainstorm.pass')}
        </Button>
      )}
    </section>
  )
}
