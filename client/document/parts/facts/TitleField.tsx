import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { leaveField } from '../../../ui/focus.ts'
import classes from './HeaderFacts.module.css'

/** Measuring it lays out the whole page once more, at the very moment the page is opened. */
const GROWS_BY_ITSELF = CSS.supports('field-sizing', 'content')

/** The title of the postmortem; every keystroke is kept, so that what the saved state says is true of it too (P3). */
export function TitleField(props: {
  readonly value: string
  readonly readOnly: boolean
  readonly onKeep: (title: string) => void
}) {
  const { value, readOnly, onKeep } = props
  const { t } = useTranslation('document')
  const [typed, setTyped] = useState<string | null>(null)
  const before = useRef(value)
  const field = useRef<HTMLTextAreaElement>(null)
  const shown = typed ?? value
  useEffect(() => setTyped(now => (now === value ? null : now)), [value])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text that is shown
  useLayoutEffect(() => {
    const area = field.current
    if (!area || GROWS_BY_ITSELF) return
    const grow = (): void => {
      area.style.height = 'auto'
      area.style.height = `${area.scrollHeight}px`
    }
    grow()
    // The lines break anew when the page gets another width, and when its font arrives.
    let width = area.clientWidth
    const watch = new ResizeObserver(() => {
      if (area.clientWidth !== width) grow()
      width = area.clientWidth
    })
    watch.observe(area)
    let isGone = false
    void document.fonts.ready.then(() => !isGone && grow())
    return () => {
      isGone = true
      watch.disconnect()
    }
  }, [shown])

  const keep = (title: string): void => {
    setTyped(title)
    onKeep(title)
  }
  if (readOnly) {
    return (
      <h1 className={classes.title} data-fact="title">
        {value || t('facts.untitled')}
      </h1>
    )
  }
  return (
    <h1 className={classes.heading}>
      <textarea
        ref={field}
        rows={1}
        className={classes.title}
        data-fact="title"
        aria-label={t('facts.title')}
        placeholder={t('facts.titleQuestion')}
        value={shown}
        onFocus={() => {
          before.current = value
        }}
        onChange={event => keep(event.target.value.replace(/[\r\n]+/g, ' '))}
        onBlur={() => {
          if (shown.trim() !== value) onKeep(shown.trim())
          setTyped(null)
        }}
        onKeyDown={event => {
          if (event.key === 'Escape') keep(before.current)
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
            event.preventDefault()
            leaveField(event)
          }
        }}
      />
    </h1>
  )
}
