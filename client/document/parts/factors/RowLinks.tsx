import { Checkbox, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { updateItem } from '../../../../shared/document/edit.ts'
import type { Factor } from '../../../../shared/document/postmortem.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { useList } from '../../../hooks/useList.ts'
import { clockTime } from '../timeline/clockTexts.ts'

/** The events of the timeline, to say which ones a factor explains. */
export function RowLinks({ factor }: { readonly factor: Factor }) {
  const { t } = useTranslation('document')
  const { doc } = useConnection()
  const rows = useList('timeline')
  if (rows.length === 0) return <p>{t('timeline.empty')}</p>
  return (
    <Stack gap="xs">
      {rows.map(row => (
        <Checkbox
          key={row.id}
          label={`${clockTime(row.at)} ${row.text}`.trim()}
          checked={factor.rows.includes(row.id)}
          onChange={event => {
            const others = factor.rows.filter(id => id !== row.id)
            const linked = event.currentTarget.checked ? [...others, row.id] : others
            updateItem(doc, 'factors', factor.id, { rows: linked })
          }}
        />
      ))}
    </Stack>
  )
}
