import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Mentions.module.css'

/** The names offered for a mention, as a listbox: the field keeps the focus and points at the active one. */
export function NameOptions(props: {
  readonly id: string
  readonly names: readonly string[]
  readonly active: number
  readonly style?: { readonly left: number; readonly top: number }
  readonly onPick: (name: string) => void
}) {
  const { id, names, active, style, onPick } = props
  const { t } = useTranslation('document')
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={t('mentions.label')}
      className={classes.list}
      style={style}
    >
      {names.map((name, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field
        <div
          key={name}
          id={optionId(id, index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={classes.option}
          // The field keeps the focus, and on a phone its keyboard.
          onMouseDown={event => event.preventDefault()}
          onClick={() => onPick(name)}
        >
          {name}
        </div>
      ))}
    </div>
  )
}

export const optionId = (list: string, index: number): string => `${list}-${index}`

/** Tells a screen reader which option of which list is active; null when there is no list. */
export function pointAtOption(field: HTMLElement, list: string | null, index: number): void {
  if (list === null) {
    field.removeAttribute('aria-controls')
    field.removeAttribute('aria-activedescendant')
    return
  }
  field.setAttribute('aria-autocomplete', 'list')
  field.setAttribute('aria-controls', list)
  field.setAttribute('aria-activedescendant', optionId(list, index))
}
