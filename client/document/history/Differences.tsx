import { useTranslation } from 'react-i18next'
import type { PartChange, RowChange } from '../../../shared/document/differences.ts'
import classes from './History.module.css'
import { Sides } from './Sides.tsx'
import { useFieldWords } from './useFieldWords.ts'

interface Props {
  readonly parts: readonly PartChange[]
  /** What the two sides are called. */
  readonly heads: readonly [before: string, after: string]
  readonly kinds: Readonly<Record<RowChange['kind'], string>>
}

/** Two states of a postmortem side by side, part by part, where they differ. */
export function Differences({ parts, heads, kinds }: Props) {
  const { t } = useTranslation('history')
  return parts.map(({ part, rows }) => (
    <section key={part} className={classes.part}>
      <h3>{t(`part.${part}`)}</h3>
      <div className={classes.heads} aria-hidden>
        <span />
        {heads.map(head => (
          <span key={head}>{head}</span>
        ))}
      </div>
      {rows.map(row => (
        <Row key={row.id} part={part} row={row} kind={kinds[row.kind]} />
      ))}
    </section>
  ))
}

/** What became of one row: what it says, unless that changed itself, and each field on either side. */
function Row(props: { readonly part: PartChange['part']; readonly row: RowChange; readonly kind: string }) {
  const { name, fields } = props.row
  const words = useFieldWords(props.part)
  const isText = fields.every(({ field }) => field === 'text')
  const shownName = fields.some(({ field }) => field === 'text') ? '' : name
  return (
    <div className={classes.row}>
      {!isText && (
        <p className={classes.kind}>
          {props.kind}
          {shownName && <span className={classes.name}>{shownName}</span>}
        </p>
      )}
      {fields.map(({ field, before, after }) => (
        <div key={field} className={classes.sides}>
          <span className={classes.field}>{isText ? props.kind : words.label(field)}</span>
          <Sides before={words.value(field, before)} after={words.value(field, after)} />
        </div>
      ))}
    </div>
  )
}
