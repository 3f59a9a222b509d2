import type { IconProps } from '@tabler/icons-react'
import type { ComponentType, ReactNode } from 'react'
import classes from './IconSelect.module.css'

const CHOICES = new WeakMap<readonly string[], { readonly word: string; readonly choices: ReactNode }>()

/** The options of a list, put into words once and not in each of 300 rows, until the language is another one. */
function choicesOf<T extends string>(options: readonly T[], word: (option: T) => string): ReactNode {
  const [sample] = options.slice(-1)
  const shown = sample === undefined ? '' : word(sample)
  const known = CHOICES.get(options)
  if (known?.word === shown) return known.choices
  const choices = options.map(option => (
    <option key={option} value={option}>
      {word(option)}
    </option>
  ))
  CHOICES.set(options, { word: shown, choices })
  return choices
}

/**
 * A choice drawn as an icon with its word. Underneath it is the platform's own select, so that hundreds of them cost
 * little and every keyboard, phone and screen reader knows it.
 */
export function IconSelect<T extends string>(props: {
  readonly label: string
  readonly value: T
  readonly options: readonly T[]
  readonly word: (option: T) => string
  readonly icon?: ComponentType<IconProps> | null
  /** The word is drawn too, unless the icon is enough for those who see it. */
  readonly hideWord?: boolean
  readonly readOnly?: boolean
  readonly onChange: (option: T) => void
}) {
  const { label, value, options, word, icon: Icon, hideWord = false, readOnly = false, onChange } = props
  return (
    <span
      className={classes.choice}
      data-bare={hideWord || undefined}
      title={hideWord ? `${label}: ${word(value)}` : undefined}
    >
      {Icon && <Icon size={15} stroke={1.75} aria-hidden />}
      {!hideWord && <span className={classes.word}>{word(value)}</span>}
      {hideWord && readOnly && <span className={classes.hidden}>{word(value)}</span>}
      {!readOnly && (
        <select
          className={classes.select}
          aria-label={label}
          value={value}
          onChange={event => {
            const chosen = options.find(option => option === event.target.value)
            if (chosen !== undefined) onChange(chosen)
          }}
        >
          {choicesOf(options, word)}
        </select>
      )}
    </span>
  )
}
