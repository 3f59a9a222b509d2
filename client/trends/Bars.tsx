import classes from './Trends.module.css'

interface BarsProps {
  readonly rows: readonly { readonly name: string; readonly count: number }[]
}

/** Named counts as bars; the number stands beside each, so that nothing depends on length or colour. */
export function Bars({ rows }: BarsProps) {
  const most = Math.max(1, ...rows.map(row => row.count))
  return (
    <div className={classes.bars}>
      {rows.map(({ name, count }) => (
        <div key={name} className={classes.bar}>
          <span>{name}</span>
          <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect width={(100 * count) / most} height={10} />
          </svg>
          <span className={classes.number}>{count}</span>
        </div>
      ))}
    </div>
  )
}
