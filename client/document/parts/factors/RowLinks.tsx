import { useTranslation } from 'react-i18next'
import { updateItem } from '../../../../shared/document/edit.ts'
import type { Factor } from '../../../../shared/document/postmortem.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { useList } from '../../../hooks/useList.ts'
import { LinkChoice, withLink } from '../rows/LinkChoice.tsx'
import { clockTime } from '../timeline/clockTexts.ts'

/** The events of the timeline, to say which ones a factor explains. */
export function RowLinks({ factor }: { readonly factor: Factor }) {
  const { t } = useTranslation('document')
  const { doc } = useConnection()
  const rows = useList('timeline')
  return (
    <LinkChoice
      options={rows.map(row => ({ id: row.id, label: `${clockTime(row.at)} ${row.text}`.trim() }))}
      linked={new Set(factor.rows)}
      empty={t('timeline.empty')}
      find={t('factors.findRows')}
      notFound={t('factors.noSuchRow')}
      onLink={(id, isLinked) =>
        updateItem(doc, 'factors', factor.id, { rows: withLink(factor.rows, id, isLinked) })
      }
    />
  )
}
