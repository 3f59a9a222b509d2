import { type KeyboardEvent, type ReactNode, useState } from 'react'
import type { Finding } from '../../../../shared/checks/finding.ts'
import classes from './FindingNote.module.css'
import { FindingNote } from './FindingNote.tsx'
import { PutAside } from './PutAside.tsx'

/**
 * A small button that says its findings while the pointer or the focus is on it; Escape closes. Made of nothing but
 * two elements, for there may be one in each of 300 rows (D8).
 */
export function HoverNote(props: {
  readonly findings: readonly Finding[]
  readonly className: string
  readonly label?: string
  /** A verdict stands whatever is put aside. */
  readonly verdict?: string
  readonly children: ReactNode
}) {
  const { findings, className, label, verdict, children } = props
  const [isOpen, setOpen] = useState(false)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !isOpen) return
    event.stopPropagation()
    setOpen(false)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button in it takes the focus; this only watches it
    <div
      className={classes.hover}
      data-not-printed
      onPointerEnter={() => setOpen(true)}
      onPointerLeave={() => setOpen(false)}
      onFocus={() => setOpen(true)}
      onBlur={event => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false)
      }}
      onKeyDown={onKeyDown}
    >
      <button
        type="button"
        className={className}
        aria-expanded={isOpen}
        data-verdict={verdict}
        {...(label && { 'aria-label': label })}
      >
        {children}
      </button>
      {isOpen && (
        <div className={classes.hoverCard} role="status">
          {findings.map(finding => (
            <div key={`${finding.rule}${finding.span?.start ?? ''}`}>
              <FindingNote finding={finding} />
              {verdict === undefined && <PutAside finding={finding} />}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
