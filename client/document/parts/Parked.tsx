import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useCanEdit } from '../../hooks/useCanEdit.ts'
import { useConnection } from '../../hooks/useConnection.ts'
import { useList } from '../../hooks/useList.ts'
import classes from './factors/Factors.module.css'
import { AddLine } from './fields/AddLine.tsx'
import { Heading } from './Heading.tsx'
import type { PartProps } from './props.ts'
import { removeRow } from './removeRow.tsx'
import rows from './rows/Rows.module.css'
import { TextCell } from './text/TextCell.tsx'

/** Ideas set aside for later, so that they are neither lost nor in the way. */
export function Parked({ readOnly: asked }: PartProps) {
  const { t } = useTranslation('document')
  const connection = useConnection()
  const ideas = useList('parked')
  const readOnly = !useCanEdit() || asked === true
  return (
    <section id="parked" aria-label={t('parked.title')}>
      <Heading>{t('parked.title')}</Heading>
      <ol className={`${rows.list} ${classes.list}`}>
        {ideas.map(idea => (
          <li key={idea.id} className={`${rows.item} ${classes.factor}`} data-row={idea.id}>
            <div className={rows.numbered}>
              <TextCell
                list="parked"
                id={idea.id}
                text={idea.text}
                label={t('parked.one')}
                readOnly={readOnly}
                className={rows.text ?? ''}
              />
              {!readOnly && (
                <button
                  type="button"
                  className={rows.more}
                  aria-label={t('parked.remove', { text: idea.text })}
                  onClick={() =>
                    removeRow(connection, 'parked', idea.id, {
                      removed: t('parked.removed'),
                      undo: t('undo'),
                    })
                  }
                >
                  <IconTrash size={15} aria-hidden />
                </button>
              )}
            </div>
          </li>
        ))}
      </ol>
      {readOnly ? null : (
        <AddLine list="parked" label={t('parked.add')} placeholder={t('parked.addExample')} />
      )}
    </section>
  )
}
