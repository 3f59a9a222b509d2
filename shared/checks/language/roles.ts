import { entryOf } from '../../base/lookup.ts'
import { words } from './vocabulary.ts'

/** Nouns that mean one person or several by what they do. */
export const ROLES = words(`
  engineer engineers developer developers dev devs programmer programmers coder coders on-call on-calls reviewer
  reviewers approver approvers author authors committer committers maintainer maintainers contributor contributors
  admin admins administrator administrators sysadmin sysadmins dba dbas sre sres tester testers qa intern interns
  trainee trainees apprentice contractor contractors consultant consultants freelancer freelancers colleague
  colleagues teammate teammates coworker coworkers co-worker co-workers manager managers supervisor supervisors
  director directors cto ceo vp lead leads commander commanders responder responders analyst analysts technician
  technicians architect architects employee employees staff staffer staffers person people guy guys folks individual
  individuals human humans operator operators hire hires newcomer newcomers junior juniors senior seniors graduate
  graduates owner owners assignee deployer deployers ic sdet helpdesk noc ops devops vendor
  vendors supplier suppliers management leadership support member members scribe facilitator moderator
  stakeholder stakeholders boss superior dispatcher
`)

/** Groups of people. */
export const GROUPS = words(`
  team teams crew squad squads department departments dept tribe guild committee board shift
`)

/** Pronouns and indefinite words that mean a person, by how they are counted. */
export const PRONOUNS: ReadonlyMap<string, PersonKind> = new Map([
  ['i', 'self'],
  ['me', 'self'],
  ['myself', 'self'],
  ['we', 'we'],
  ['us', 'we'],
  ['ourselves', 'we'],
  ['you', 'you'],
  ['yourself', 'you'],
  ['he', 'third'],
  ['she', 'third'],
  ['him', 'third'],
  ['himself', 'third'],
  ['herself', 'third'],
  ['they', 'they'],
  ['them', 'they'],
  ['who', 'third'],
  ['whoever', 'third'],
  ['someone', 'third'],
  ['somebody', 'third'],
  ['anyone', 'anyone'],
  ['anybody', 'anyone'],
  ['everyone', 'anyone'],
  ['everybody', 'anyone'],
  ['nobody', 'nobody'],
  ['no-one', 'nobody'],
])

export type PersonKind =
  | 'self'
  | 'we'
  | 'you'
  | 'they'
  | 'third'
  | 'named'
  | 'role'
  | 'team'
  | 'anyone'
  | 'nobody'

const HUMAN_OPERATOR = words(`
  human on-call duty night shift network system systems machine console experienced new junior senior careful tired
  lone single second first same the an a our their this that previous data-centre data-center datacentre datacenter
  plant control-room remote field
`)

const HUMAN_MANAGER = words(`
  engineering product incident release duty delivery line project account change on-call operations department
  general senior new the a our their his her this that it programme program team escalation problem
`)

const SUPPORT_KIND = words(
  'customer tech technical first-line second-line l1 l2 level vendor our the it user desk',
)

const THING_BEFORE: Readonly<Record<string, (modifier: string) => boolean>> = {
  operator: modifier => !HUMAN_OPERATOR.has(modifier),
  operators: modifier => !HUMAN_OPERATOR.has(modifier),
  manager: modifier => !HUMAN_MANAGER.has(modifier),
  managers: modifier => !HUMAN_MANAGER.has(modifier),
  support: modifier => !SUPPORT_KIND.has(modifier),
  management: modifier => modifier !== 'senior' && modifier !== 'upper' && modifier !== 'our',
  member: modifier => !/^(?:team|staff|crew|a|the|one|each|board|senior|new|junior|squad)$/.test(modifier),
  members: modifier => !/^(?:team|staff|crew|the|all|board|senior|new|junior|squad|several)$/.test(modifier),
  dispatcher: modifier => !/^(?:human|the|our|a)$/.test(modifier),
  author: modifier => modifier === 'git',
  owner: modifier => /^(?:file|table|resource|object|lock|lease|process)$/.test(modifier),
  shift: modifier =>
    !/^(?:night|day|late|early|previous|earlier|weekend|last|evening|morning)$/.test(modifier),
  director: modifier => /^(?:traffic|request|load)$/.test(modifier),
  board: modifier => !/^(?:advisory|review|the|change-advisory)$/.test(modifier),
  contributors: modifier => /^(?:main|biggest|largest|key|major|the)$/.test(modifier),
  individual: modifier => modifier === 'each',
  senior: modifier => !/^(?:the|a|our)$/.test(modifier),
  junior: modifier => !/^(?:the|a|our)$/.test(modifier),
}

const BARE_THINGS = words('lead leads shift board member hire senior seniors junior operator')

/**
 * True when a role noun with this word before it is no person after all: the Kubernetes operator, the package
 * manager, IPv6 support. `modifier` is '' when nothing belongs before it.
 */
export function isThing(role: string, modifier: string): boolean {
  if (modifier === '') return BARE_THINGS.has(role)
  return entryOf(THING_BEFORE, role)?.(modifier) ?? false
}
