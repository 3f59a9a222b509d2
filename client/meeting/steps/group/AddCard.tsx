import { ActionIcon, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { addItem } from '../../../../shared/document/edit.ts'
import { newId } from '../../../document/parts/newId.ts'
import { roomFor } from '../../../document/parts/roomFor.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { useDraft } from '../../../hooks/useDraft.ts'
import classes from './Group.module.css'

/** Adds a factor that nobody had on a card; it is not anonymous, everyone sees it appear. */
export function AddCard() {
  const { t } = useTranslation('meeting')
  const { doc } = useConnection()
  const [text, setText] = useDraft('factor', '')
  return (
    <form
      className={classes.add}
      onSubmit={event => {
        event.preventDefault()
        if (text.trim() === '' || !roomFor(doc, 'factors')) return
        const fields = { text: text.trim(), category: '', group: '', chosen: false, waiver: '' } as const
        addItem(doc, 'factors', newId(), fields)
        setText(() => '')
      }}
    >
      <TextInput
        aria-label={t('group.addFactor')}
        placeholder={t('group.addPlaceholder')}
        value={text}
        onChange={event => {
          const { value } = event.currentTarget
          setText(() => value)
        }}
        rightSection={
          <ActionIcon
            type="submit"
            variant="subtle"
            color="gray"
            aria-label={t('group.addFactor')}
            disabled={text.trim() === ''}
          >
            <IconPlus size={16} />
          </ActionIcon>
        }
      />
    </form>
  )
}
