import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { updateItem } from '../../../../shared/document/edit.ts'
import type { Factor } from '../../../../shared/document/postmortem.ts'
import { useCanEdit } from '../../../hooks/useCanEdit.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { usePostmortem } from '../../../hooks/usePostmortem.ts'
import classes from './Actions.module.css'

/** Leaves a chosen factor without an action, with the reason; offered while it has none. */
export function Waiver({ factor }: { readonly factor: Factor }) {
  const { t } = useTranslation('meeting')
  const postmortem = usePostmortem()
  const { doc } = useConnection()
  const mayEdit = useCanEdit()
  const [text, setText] = useState<string | null>(null)
  const save = (waiver: string): void => {
    updateItem(doc, 'factors', factor.id, { waiver })
    setText(null)
  }
  if (factor.waiver.trim() !== '') {
    return (
      <p className={classes.waived}>
        {t('actions.waived')}: {factor.waiver}
        {mayEdit && (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => save('')}>
            {t('actions.unwaive')}
          </Button>
        )}
      </p>
    )
  }
  if (!mayEdit || postmortem.actions.some(action => action.factors.includes(factor.id))) return null
  if (text === null) {
    return (
      <Button
        className={classes.waive}
        size="compact-sm"
        variant="subtle"
        color="gray"
        onClick={() => setText('')}
      >
        {t('actions.waive')}
      </Button>
    )
  }
  return (
    <form
      className={classes.waiver}
      onSubmit={event => {
        event.preventDefault()
        if (text.trim() !== '') save(text.trim())
      }}
    >
      <TextInput
        autoFocus
        aria-label={t('actions.waiver')}
        placeholder={t('actions.waiverPlaceholder')}
        maxLength={500}
        value={text}
        onChange={event => setText(event.currentTarget.value)}
        onKeyDown={event => event.key === 'Escape' && setText(null)}
      />
      <Button type="submit" size="sm" disabled={text.trim() === ''}>
        {t('actions.waiveDo')}
      </Button>
    </form>
  )
}
