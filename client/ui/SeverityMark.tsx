import classes from './SeverityMark.module.css'

/** A severity as a word with its colour; the number is what tells, the colour helps the eye along a column. */
export function SeverityMark({ children }: { readonly children: string }) {
  const level = Number(/\d/.exec(children)?.[0] ?? 0)
  const tone = level === 0 ? 'none' : level <= 1 ? 'high' : level === 2 ? 'middle' : 'low'
  return (
    <span className={classes.mark} data-tone={tone}>
      {children}
    </span>
  )
}
