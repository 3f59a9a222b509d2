/** What a client says of itself besides what the server stamps: where its caret is, where it looks, a reaction. */
type State = Readonly<Record<string, unknown>>

/** A state has this many fields at most, and each nests this deep. */
const MOST_FIELDS = 20
const DEEPEST = 6
const LONGEST_NAME = 200

/** Fields whose readers rely on a form; any other passes when it is small. */
const FORMS: Readonly<Record<string, (value: unknown) => boolean>> = {
  cursor: value => isCaret(value) && isPosition(value.anchor) && isPosition(value.head),
  cell: value =>
    isCaret(value) &&
    isName(value.list) &&
    isName(value.id) &&
    isPosition(value.anchor) &&
    isPosition(value.head),
  where: value => isRecord(value) && ['step', 'part', 'mark'].every(name => isNameOrNull(value[name])),
  reaction: value => isName(value),
}

/** The fields of a presence state that have the form their readers expect; the others are left out (W7). */
export function cleanPresence(state: State): Record<string, unknown> {
  const fields = Object.entries(state).slice(0, MOST_FIELDS)
  return Object.fromEntries(
    fields.filter(([name, value]) => {
      if (name === '__proto__' || name.length > LONGEST_NAME) return false
      const form = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined
      return value === null || (form ? form(value) : isShallow(value, DEEPEST))
    }),
  )
}

/** Whether a value is a Yjs relative position as JSON: a place in a root, a type or beside an item. */
export function isPosition(value: unknown): boolean {
  if (!isRecord(value)) return false
  const { type, tname, item, assoc } = value
  const isThere = isId(type) || isName(tname) || isId(item)
  return (
    isThere &&
    isIdOrNone(type) &&
    isIdOrNone(item) &&
    (isNone(tname) || isName(tname)) &&
    isAssociation(assoc)
  )
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isCaret = isRecord
const isName = (value: unknown): boolean => typeof value === 'string' && value.length <= LONGEST_NAME
const isNone = (value: unknown): boolean => value === null || value === undefined
const isNameOrNull = (value: unknown): boolean => isNone(value) || isName(value)
const isNumber = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0
const isId = (value: unknown): boolean => isRecord(value) && isNumber(value.client) && isNumber(value.clock)
const isIdOrNone = (value: unknown): boolean => isNone(value) || isId(value)
const isAssociation = (value: unknown): boolean => isNone(value) || Number.isSafeInteger(value)

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return depth > 0 && Object.values(value).every(inner => isShallow(inner, depth - 1))
}
