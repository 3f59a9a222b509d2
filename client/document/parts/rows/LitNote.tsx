import { useEffect } from 'react'
import { useConnection } from '../../../hooks/useConnection.ts'
import { useObservable } from '../../../hooks/useObservable.ts'
import { darken, litRows } from './litRows.ts'
import classes from './Rows.module.css'
import { useWords } from './useWords.ts'

/** Says how many events are marked, to those who do not see it; Escape takes the marks away. */
export function LitNote() {
  const t = useWords()
  const connection = useConnection()
  const { rows } = useObservable(litRows(connection))
  const isLit = rows.size > 0
  useEffect(() => {
    if (!isLit) return
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) darken(connection)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [isLit, connection])
  return (
    <p className={classes.said} role="status">
      {isLit && t('factors.lit', { count: rows.size })}
    </p>
  )
}
