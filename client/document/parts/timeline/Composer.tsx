import { type ClipboardEvent, type KeyboardEvent, memo, type Ref, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../../../hooks/useConnection.ts'
import { useDraft } from '../../../hooks/useDraft.ts'
import { roomFor } from '../roomFor.ts'
import { addEvents, type NewEvent, type PasteReport, pasteReport, readEvents } from './addEvents.ts'
import { ComposerPreview } from './ComposerPreview.tsx'
import classes from './Timeline.module.css'

interface Pasted {
  readonly events: readonly NewEvent[]
  readonly report: PasteReport
}

/**
 * One line to write an event in, such as `14:22 alert fired`: the time is read out of it and shown before it is kept.
 * A pasted list or table becomes one event a line.
 */
export const Composer = memo(function Composer(props: {
  readonly zone: string
  /** The row that the new one follows when no time is typed; null for the line at the end. */
  readonly after: string | null
  readonly field?: Ref<HTMLInputElement>
  readonly autoFocus?: boolean
  readonly onAdded?: (lastId: string) => void
  readonly onClose?: () => void
  /** Escape left the line; the focus should go where it came from. */
  readonly onLeave?: () => void
}) {
  const { zone, after, field, autoFocus = false, onAdded, onClose, onLeave } = props
  const { t } = useTranslation('document')
  const { doc, clock } = useConnection()
  const [typed, setTyped] = useDraft(`event:${after ?? ''}`, '')
  const [pasted, setPasted] = useState<Pasted | null>(null)
  const events = pasted?.events ?? readEvents(doc, typed, after, clock.now())

  const add = (): void => {
    if (!roomFor(doc, 'timeline', events.length)) return
    const last = addEvents(doc, events, after)
    setTyped(() => '')
    setPasted(null)
    if (last) onAdded?.(last)
  }
  const paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData.getData('text/plain')
    if (!/\n\s*\S/.test(text.trim())) return
    const read = readEvents(doc, text, after, clock.now())
    if (read.length === 0) return
    event.preventDefault()
    setPasted({ events: read, report: pasteReport(text, read) })
  }
  const keyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && events.length > 0) {
      event.preventDefault()
      add()
    } else if (event.key === 'Escape') {
      event.preventDefault()
      if (pasted) setPasted(null)
      else if (typed) setTyped(() => '')
      else {
        onClose?.()
        onLeave?.()
      }
    }
  }
  return (
    <div className={classes.composer} data-not-printed data-inline={after !== null || undefined}>
      <input
        ref={field}
        // biome-ignore lint/a11y/noAutofocus: the line appears because somebody asked to write here
        autoFocus={autoFocus}
        className={classes.composerInput}
        data-add={after === null ? 'timeline' : undefined}
        aria-label={t(after ? 'timeline.insert' : 'timeline.add')}
        placeholder={t(after ? 'timeline.insertExample' : 'timeline.addExample')}
        value={pasted ? t('timeline.pasted', { count: pasted.events.length }) : typed}
        readOnly={pasted !== null}
        onChange={({ target }) => setTyped(() => target.value)}
        onPaste={paste}
        onKeyDown={keyDown}
        onBlur={() => {
          if (typed === '' && pasted === null) onClose?.()
        }}
      />
      <ComposerPreview
        events={events}
        report={pasted?.report ?? null}
        zone={zone}
        isEmpty={typed.trim() === '' && pasted === null}
        follows={after !== null}
        onAdd={add}
        onDiscard={() => {
          setTyped(() => '')
          setPasted(null)
        }}
      />
    </div>
  )
})
