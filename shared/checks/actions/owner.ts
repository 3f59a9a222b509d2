import { type ActionRemark, wordSet } from './action.ts'

const MANY = wordSet(`
  team teams everyone everybody all anyone anybody someone somebody nobody we us group squad crew department dept guild
  engineers developers devs engineering ops devops sre sres sysops infra infrastructure platform backend frontend
  security qa support on-call oncall responders reviewers managers leads people staff folks tbd tba tbc unassigned none
  na various several multiple both owner owners eng dba dbas networking network it product channel here rotation
  payments-oncall leadership management committee
`)

/** Assignable: exactly one person, of the roster where it is known. */
export function checkAssignable(
  owner: string | readonly string[] | null | undefined,
  people: readonly string[],
): ActionRemark[] {
  const owners = (typeof owner === 'string' ? [owner] : (owner ?? [])).map(one => one.trim()).filter(Boolean)
  const only = owners[0]
  if (only === undefined) return [refused('Nobody owns this yet.', 'Who in this room can say “I will”?')]
  if (isInRoster(only, people) && owners.length === 1) return []
  if (owners.length > 1 || isSeveral(only)) {
    return [
      refused('With two owners, each waits for the other.', 'Which one of them will report that it is done?'),
    ]
  }
  if (isTeam(only)) {
    return [
      refused(
        `“${only}” is not one person, and what belongs to all is done by nobody.`,
        'Who of them will carry it, even if others help?',
      ),
    ]
  }
  if (people.length > 0) {
    return [
      refused(
        `“${only}” is not among the people of this postmortem.`,
        'Who here can accept it, or ask them and add them to the postmortem?',
      ),
    ]
  }
  return isPlausible(only)
    ? []
    : [refused(`“${only}” does not look like one person.`, 'Whose name belongs here?')]
}

const refused = (reason: string, suggestion: string): ActionRemark => ({
  rule: 'action/assignable',
  verdict: 'reject',
  span: null,
  reason,
  suggestion,
})

const isSeveral = (owner: string): boolean =>
  /[,;/&+|]|\s(?:and|or|und|with|plus)\s|\S\s+@\w/i.test(owner.replace(/<[^>]*>|\([^)]*\)/g, '')) ||
  (owner.match(/@/g) ?? []).length > 1

const isTeam = (owner: string): boolean =>
  owner
    .toLowerCase()
    .replace(/^@/, '')
    .split(/[\s_.-]+/)
    .concat(owner.toLowerCase().replace(/^@/, ''))
    .some(word => MANY.has(word))

const isPlausible = (owner: string): boolean =>
  /^@?[\p{L}\d][\p{L}\d'’._-]*(?:@[\w.-]+)?(?:\s[\p{L}][\p{L}\p{M}'’.-]*){0,3}$/u.test(owner) &&
  /\p{L}{2}/u.test(owner)

/** True when the owner means exactly one person of the roster: by name, first name, handle or e-mail address. */
function isInRoster(owner: string, people: readonly string[]): boolean {
  const wanted = plain(owner)
  const whole = people.filter(person => plain(person) === wanted)
  if (whole.length > 0) return true
  const firstNames = people.filter(person => plain(person).split(' ')[0] === wanted)
  if (firstNames.length === 1) return true
  const joined = people.filter(person => plain(person).replaceAll(' ', '') === wanted.replaceAll(' ', ''))
  if (joined.length === 1) return true
  const longer = people.filter(person => wanted.split(' ')[0] === plain(person))
  return (
    longer.length === 1 && wanted.includes(' ') && !isSeveral(owner) && isPlausible(owner) && !isTeam(owner)
  )
}

const plain = (name: string): string =>
  name
    .trim()
    .replace(/<[^>]*>|\([^)]*\)/g, '')
    .replace(/^@/, '')
    .replace(/(?<=\S)@[\w.-]+$/, '')
    .replace(/[._-]+/g, ' ')
    .trim()
    .toLowerCase()
