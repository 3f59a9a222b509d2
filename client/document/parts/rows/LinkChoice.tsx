import { Checkbox, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'

/** With more rows than this there is a field to find one. */
const MANY = 12

/** Rows of another list, to say which ones this one is linked with; those that it is when this opens come first. */
export function LinkChoice(props: {
  readonly options: readonly { readonly id: string; readonly label: string }[]
  readonly linked: ReadonlySet<string>
  /** Stands in place of the rows where there are none. */
  readonly empty: string
  readonly find: string
  readonly notFound: string
  readonly onLink: (id: string, isLinked: boolean) => void
}) {
  const { options, linked, empty, find, notFound, onLink } = props
  const [first] = useState(linked)
  const [sought, setSought] = useState('')
  if (options.length === 0) return <p>{empty}</p>
  const shown = options
    .filter(({ label }) => label.toLowerCase().includes(sought.trim().toLowerCase()))
    .sort((a, b) => Number(first.has(b.id)) - Number(first.has(a.id)))
  return (
    <Stack gap="xs">
      {options.length > MANY && (
        <TextInput
          data-autofocus
          type="search"
          aria-label={find}
          placeholder={find}
          value={sought}
          onChange={event => setSought(event.currentTarget.value)}
        />
      )}
      {shown.length === 0 && <p>{notFound}</p>}
      {shown.map(({ id, label }) => (
        <Checkbox
          key={id}
          label={label}
          checked={linked.has(id)}
          onChange={event => onLink(id, event.currentTarget.checked)}
        />
      ))}
    </Stack>
  )
}

/** A list of ids with one of them added or taken out. */
export const withLink = (ids: readonly string[], id: string, isLinked: boolean): string[] => {
  const others = ids.filter(other => other !== id)
  return isLinked ? [...others, id] : others
}
