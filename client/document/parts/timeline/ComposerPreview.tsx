import { useTranslation } from 'react-i18next'
import type { NewEvent, PasteReport } from './addEvents.ts'
import { KIND_ICONS } from './kinds.ts'
import classes from './Timeline.module.css'
import { TimePreview } from './TimePreview.tsx'

const SHOWN = 8

/** What the composer is about to add, event by event, with the buttons that keep or discard it. */
export function ComposerPreview(props: {
  readonly events: readonly NewEvent[]
  /** What became of pasted lines; null for a typed one. */
  readonly report: PasteReport | null
  readonly zone: string
  readonly isEmpty: boolean
  /** Without a time, it takes that of the row above. */
  readonly follows: boolean
  readonly onAdd: () => void
  readonly onDiscard: () => void
}) {
  const { events, report, zone, isEmpty, follows, onAdd, onDiscard } = props
  const { t } = useTranslation('document')
  if (isEmpty) return null
  const keepFocus = (event: { preventDefault(): void }): void => event.preventDefault()
  return (
    <div className={classes.preview} role="status">
      {report && (
        <p className={classes.previewReport}>
          {t('timeline.readLines', { count: report.lines, events: report.events })}
          {report.untimed > 0 && ` ${t('timeline.readUntimed', { count: report.untimed })}`}
          {report.joined > 0 && ` ${t('timeline.readJoined', { count: report.joined })}`}
        </p>
      )}
      {events.slice(0, SHOWN).map((event, index) => {
        const Icon = KIND_ICONS[event.kind]
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a preview have no identity but their place
          <div key={index} className={classes.previewLine}>
            <span className={classes.previewTime}>
              {event.time ? (
                <TimePreview reading={event.time} zone={zone} withDay />
              ) : (
                t(follows ? 'timeline.timeOfAbove' : 'timeline.unknownTime')
              )}
            </span>
            <Icon size={14} stroke={1.75} aria-label={t(`kinds.${event.kind}`)} />
            <span className={classes.previewText}>{event.text}</span>
          </div>
        )
      })}
      {events.length > SHOWN && <div>{t('timeline.andMore', { count: events.length - SHOWN })}</div>}
      <div className={classes.previewButtons}>
        <button type="button" className={classes.keep} onMouseDown={keepFocus} onClick={onAdd}>
          {t('timeline.addCount', { count: events.length })} <kbd>↵</kbd>
        </button>
        <button type="button" className={classes.discard} onMouseDown={keepFocus} onClick={onDiscard}>
          {t('timeline.discard')} <kbd>Esc</kbd>
        </button>
      </div>
    </div>
  )
}
