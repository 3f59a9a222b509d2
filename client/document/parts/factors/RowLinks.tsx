import { Checkbox, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { updateItem } from '../../../../shared/document/edit.ts'
import type { Factor } from '../../../../shared/document/postmortem.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { useList } from '../../../hooks/useList.ts'
import { clockTime } from '../timeline/clockTexts.ts'

/** With more events than this there is a field to find one. */
const MANY = 12

/** The events of the timeline, to say which ones a factor explains; those that it does when this opens come first. */
export function RowLinks({ factor }: { readonly factor: Factor }) {
  const { t } = useTranslation('document')
  const { doc } = useConnection()
  const rows = useList('timeline')
  const [first] = useState(() => new Set(factor.rows))
  const [sought, setSought] = useState('')
  if (rows.length === 0) return <p>{t('timeline.empty')}</p>
  const labels = rows.map(row => ({ id: row.id, label: `${clockTime(row.at)} ${row.text}`.trim() }))
  const shown = labels
    .filter(({ label }) => label.toLowerCase().includes(sought.trim().toLowerCase()))
    .sort((a, b) => Number(first.has(b.id)) - Number(first.has(a.id)))
  return (
    <Stack gap="xs">
      {rows.length > MANY && (
        <TextInput
          data-autofocus
          type="search"
          aria-label={t('factors.findRows')}
          placeholder={t('factors.findRows')}
          value={sought}
          onChange={event => setSought(event.currentTarget.value)}
        />
      )}
      {shown.length === 0 && <p>{t('factors.noSuchRow')}</p>}
      {shown.map(({ id, label }) => (
        <Checkbox
          key={id}
          label={label}
          checked={factor.rows.includes(id)}
          onChange={event => {
            const others = factor.rows.filter(other => other !== id)
            const linked = event.currentTarget.checked ? [...others, id] : others
            updateItem(doc, 'factors', factor.id, { rows: linked })
          }}
        />
      ))}
    </Stack>
  )
}
