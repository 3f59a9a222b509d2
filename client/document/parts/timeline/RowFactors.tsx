import { updateItem } from '../../../../shared/document/edit.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { useList } from '../../../hooks/useList.ts'
import { FactorChoice } from '../factors/FactorChoice.tsx'
import { withLink } from '../rows/LinkChoice.tsx'

/** The factors, to say which ones explain an event: the same link as `RowLinks`, from its other end. */
export function RowFactors({ row }: { readonly row: string }) {
  const { doc } = useConnection()
  const factors = useList('factors')
  const explaining = factors.filter(factor => factor.rows.includes(row))
  return (
    <FactorChoice
      linked={new Set(explaining.map(({ id }) => id))}
      onLink={(id, isLinked) => {
        const rows = factors.find(factor => factor.id === id)?.rows ?? []
        updateItem(doc, 'factors', id, { rows: withLink(rows, row, isLinked) })
      }}
    />
  )
}
