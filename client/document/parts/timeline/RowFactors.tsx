import { useTranslation } from 'react-i18next'
import { updateItem } from '../../../../shared/document/edit.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { useList } from '../../../hooks/useList.ts'
import { LinkChoice, withLink } from '../rows/LinkChoice.tsx'

/** The factors, to say which ones explain an event: the same link as `RowLinks`, from its other end. */
export function RowFactors({ row }: { readonly row: string }) {
  const { t } = useTranslation('document')
  const { doc } = useConnection()
  const factors = useList('factors')
  const explaining = factors.filter(factor => factor.rows.includes(row))
  return (
    <LinkChoice
      options={factors.map((factor, index) => ({ id: factor.id, label: `${index + 1}. ${factor.text}` }))}
      linked={new Set(explaining.map(({ id }) => id))}
      empty={t('factors.empty')}
      find={t('factors.find')}
      notFound={t('factors.noSuch')}
      onLink={(id, isLinked) => {
        const rows = factors.find(factor => factor.id === id)?.rows ?? []
        updateItem(doc, 'factors', id, { rows: withLink(rows, row, isLinked) })
      }}
    />
  )
}
