import type { ReactNode } from 'react'
import classes from './Heading.module.css'

/** The heading of a part of the document, with what belongs on its right (a count, a switch). */
export function Heading({ children, aside }: { readonly children: ReactNode; readonly aside?: ReactNode }) {
  return (
    <div className={classes.row}>
      <h2 className={classes.heading}>{children}</h2>
      {aside}
    </div>
  )
}
