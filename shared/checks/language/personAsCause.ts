import { isDenied, type LanguageRule, wordAt } from './rule.ts'
import { words } from './vocabulary.ts'

const HANDLED = words(`
  node nodes host hosts instance instances replica replicas canary pod pods banner machine machines
  vm vms rotation maintenance drill exercise standby secondary shard test scene pieces streak silence into tie deadlock
  process container containers worker
`)
const GOOD_NEWS = words(`
  resolved mitigated restored recovered caught contained shorter quickly quick fast faster quicker saved avoided fixed
  noticed prevented limited sooner earlier lucky fortunately well averted
`)

/** A person put where a cause belongs. */
export const PERSON_AS_CAUSE: readonly LanguageRule[] = [
  {
    family: 'person-as-cause',
    severity: 'block',
    reason: 'A person stands here where the cause belongs, and a person cannot be fixed.',
    suggestion: 'What allowed anyone’s action to have this effect?',
    phrases: [
      '=courtesy of P',
      'it|that was OWN =commit|change|deploy|merge|push|pr and|,|.|¶|that',
      '=caused|triggered|provoked|brought by|on|about by? P',
      '=created|introduced|produced|induced by P',
      '=because of P',
      'comes|came|boils|boiled all? =down to P',
      "this|that|thats|it one? is|was|'s? =on P:other .|,|!|¶|tbh|alone",
      '=due|owing|attributable|attributed|traced to|down to? P',
      '=caused|triggered|introduced|created|provoked by OWN ..2 <change>|<blunder>',
      '=because of OWN ..3 <change>|<blunder>',
      '=due|owing|attributable|attributed|traced to|back to? OWN ..3 <change>|<blunder>',
      'root|main|primary|real|actual|underlying|direct|ultimate|sole|only|major|biggest =cause|reason|problem|culprit|factor|issue ..5 was|is|were|being|: P',
      'root|main|primary|real|actual|underlying|direct|ultimate|sole|major =cause|reason|factor ..5 was|is|were|being|: OWN ..3 <change>|<blunder>',
      '=cause|culprit|reason of|for|behind the|this|that ..2 was|is|were P',
      '=culprit|offender|perpetrator was|is|: P',
      'S <be> the =cause|culprit|problem|reason|offender|weak|weakest|source of|for|behind|link|.|here|,|¶|why',
      'S <be> the main|root|real|primary|sole|only =cause|culprit|problem|reason|source',
      'S <be> the =reason we|the|it|that|this|production|prod|checkout|customers',
      'is|was =all|squarely|entirely|solely on P',
      "'s =all|squarely|entirely|solely on P",
      'S <be> =why the|this|we|production|prod|it',
    ],
    unless: (reading, match) =>
      isDenied(reading, match) ||
      match.person?.kind === 'nobody' ||
      isSchedule(reading.tokens.words, match.end) ||
      isMachinery(reading.tokens.words, match.end),
  },
  {
    family: 'person-as-cause',
    severity: 'block',
    reason: 'The sentence makes one person the origin of an outcome that many conditions produced.',
    suggestion: 'Which safeguards did this action pass through on its way, and why did none of them hold?',
    phrases: [
      'S <have>? =caused|causing|causes ..4 <incident>|outage|downtime',
      'S <have>? =caused this|it|that',
      'S <have>? =triggered|provoked|created|introduced|produced ..4 <incident>',
      'S <have>? =broke|broken|breaking ..4 <production>|feature|functionality|it|everything|trunk|master|release|customers|login|checkout',
      'S <have>? =broke|broken the|our',
      'S <have>? =took|taken|brought|knocked|pulled|taking|bringing ..4 down|offline',
      'S <have>? =took|taken|brought|knocked|taking|bringing down|offline',
      'S <have>? =took|taken|knocked out|over !for|at|as|the ..3 <production>',
      'S <have>? =knocked over|out',
      'S <have>? =crashed|killed|wiped|nuked|wrecked|ruined|trashed|destroyed|corrupted|borked|bricked ..3 <production>|data|table|tables|disk|volume|backup|backups|bucket|index',
      'S <have>? =put|left|leaving ..3 <production> ..3 broken|down|exposed|vulnerable|unprotected|offline',
      'OWN ..3 <change>|<blunder> =broke|crashed|killed|wiped|caused|triggered|introduced|led|destroyed|corrupted|resulted',
      'OWN ..3 <change>|<blunder> =took|brought|knocked ..4 down|offline|out',
      'S =let ..3 down',
      '=oversight|negligence|carelessness|inattention|laziness|incompetence by|of P',
      'S =brought ..4 to its|their knees',
      'P =responsible for the|this|that|our ..2 <incident>',
      'person|people|engineer|one|those|developer|operator|team =responsible is|are|was|were P',
      'S <be> =responsible for the|this|that ..2 <incident>|mess|damage|failed|broken|bad|wrong',
      'S <be> =responsible for breaking|causing|taking|bringing|this',
    ],
    unless: (reading, match) =>
      isMaintenance(reading.tokens.words, match.start, match.end) || isDenied(reading, match),
  },
  {
    family: 'person-as-cause',
    severity: 'block',
    reason: 'Blame answers who; a postmortem asks how, and people who expect blame stop telling.',
    suggestion: 'What would have happened if someone else had been on shift?',
    phrases: [
      'S <be> at|in =fault',
      '=fault is|was|lies OWN',
      'the =culprit|culprits turned|turns|proved|proves out? to be P',
      'git =blame says|shows|points P',
      'S <be> a walking|ticking =outage|disaster|liability|incident|bomb',
      "that|this|it 's|is =what you|we get|got when|for",
      "can|could not|n't be =trusted with|to|near",
      'never|dont|not =let P ..2 near',
      '=responsibility for ..3 <incident> lies|lay|rests with P',
      '=fault lies|lay|rests|is|was with|P',
      '=fault of P',
      '=blame|responsibility|accountability for ..5 lies|lay|rests|rested|falls ..2 with|on P',
      'hold|holds|holding|held P =accountable|responsible for',
      '<role>|party|person|one|ones at =fault',
      'should|ought to? be =ashamed',
      '=blame lies|rests|falls|goes|belongs|is with|on|to? P',
      '=blame|blamed|blaming|blames P|OWN',
      'P|OWN ..2 to =blame',
      'P <be>|take|takes|took|deserve|deserves the? =blame',
      'to =blame for ..4 <be> P',
      '=pin|pinned|pinning this|it|that|blame on P',
      '=whose fault|mistake|responsibility|idea|error|job|change was|is|broke|to|this|it|?',
      'whose =fault',
      'S <be> =guilty',
      'the =guilty party|person|engineer',
      '=point|pointed|pointing the|a|fingers? finger|fingers? at P',
      'be|was|were|been =blamed for',
    ],
    unless: (reading, match) =>
      isDenied(reading, match) ||
      match.person?.kind === 'nobody' ||
      wordAt(reading, match.start - 1) === 'git',
  },
  {
    family: 'person-as-cause',
    severity: 'block',
    reason: 'Asking who approved or did this looks for a person to answer for it.',
    suggestion: 'What did the change look like to the people who saw it before it went out?',
    phrases: [
      '^ =who approved|merged|broke|wrote|pushed|deployed|reviewed|allowed|let|signed|caused|did|decided|authorised|authorized|changed|deleted|ran|touched|thought|forgot|missed|okayed|released|shipped|introduced|configured|screwed|messed',
      'who =on earth',
      '=who does that ?|!|¶',
      '^ =who is|was responsible|accountable|to|at|supposed for|blame|fault|to',
      '^ which =<role>|team did|approved|merged|deployed|broke|wrote|pushed|caused|is|was',
      '^ =who the hell|exactly? approved|merged|broke|wrote|pushed|deployed|let',
      'find|finding|found|know|identify|establish|determine|asked|ask out? =who did|broke|caused|approved|merged|wrote|pushed|deployed|is|was this|it|that|production|prod|the|responsible|to',
    ],
    unless: (reading, match) => {
      const verb = wordAt(reading, match.end - 1)
      return (
        verb === 'did' &&
        wordAt(reading, match.end) !== 'this' &&
        wordAt(reading, match.end) !== 'it' &&
        wordAt(reading, match.end) !== 'that'
      )
    },
  },
  {
    family: 'person-as-cause',
    severity: 'block',
    reason:
      'Consequences for a person are not for this meeting; if they are needed, HR handles them apart from it.',
    suggestion: 'What can the organisation change so that the next person is safer?',
    phrases: [
      '=hold|held|holding P accountable|responsible|liable',
      '=hold|held|holding ..4 accountable|liable',
      'S <be>|must|should|need|needs be? =accountable for the|this|that ..2 <incident>',
      '=held|hold|holding to account',
      '=held|hold responsible|liable',
      'S should|must|will|to|needs|need to? =lose OWN ..2 access|permissions|rights|privileges',
      'must|should|will|to|needs|need|has|have|going|can be? =disciplined|reprimanded|punished|sacked|penalised|penalized|demoted|sanctioned',
      'P|be|was|were|been|get|getting =disciplined|reprimanded|punished|sacked|penalised|penalized|demoted|sanctioned',
      'to|should|will|must =discipline|reprimand|punish|sack|demote P',
      '=disciplinary|reprimand|insubordination',
      'be|get|getting|been|was|were =fired !up|off|by|for|at|on|when|after|again|correctly|because|in|,|.|and',
      'P should|must|will|needs|need|has|ought to? be|get =fired',
      'to|should|will|must =fire P',
      'formal|written|official|final =warning|warnings to|for|against P',
      'formal|written =warning|reprimand',
      '=consequences for P',
      'be|get|been =written up',
      'performance =improvement plan',
      'to|involve|inform|with|through =hr',
    ],
    unless: (reading, match) => {
      if (isDenied(reading, match)) return true
      const last = match.end - 1
      if (wordAt(reading, last) !== 'hr') return false
      const { text, starts, ends } = reading.tokens
      return (
        text.slice(starts[last], ends[last]) !== 'HR' ||
        /^(?:system|systems|app|application|portal|database|service|data|tool)$/.test(
          wordAt(reading, match.end),
        )
      )
    },
  },
  {
    family: 'person-as-cause',
    severity: 'warn',
    reason:
      'Tests, reviews and vendors are barriers with known holes; letting something through is not a decision.',
    suggestion: 'What was this barrier built to see, and what was invisible to it?',
    phrases: [
      'P =let|lets ..5 through|slip|pass|past|into|in|happen|go|out',
      'S =let|lets this|it|that',
      'S =waved|passed|rubber-stamped|signed|okayed|nodded ..3 through|off',
      'S =rubber-stamped',
      '=slipped|slip|got|sneaked|snuck past|by|through P',
      '=get|gets|made|make|makes past P',
      'S =allowed this|it|that|the|a|an ..4 to reach|go|slip|pass|ship|happen|escape|get|through',
      'S =allowed ..4 into|through',
    ],
  },
  {
    family: 'person-as-cause',
    severity: 'block',
    reason: 'A bad change with a name on it blames the author for what review, tests and rollout let pass.',
    suggestion: 'What did the path to production not check for this change?',
    phrases: [
      '=<bad> ..1 <change> by|from|of P',
      'OWN =<bad> ..1 <change>',
      '=<incident> <be>? introduced|created|caused|added|left|made|shipped|deployed|written|coded|merged|committed|pushed by P',
      '=bug|bugs|leak|typo|defect|regression|error|misconfiguration from|by P',
      'S:outsider =pushed|deployed|merged|shipped|released|committed|wrote|rolled ..2 <bad> ..2 <change>',
      'S:outsider =pushed|deployed|merged|shipped|released|committed out? broken|bad|untested|buggy|faulty',
    ],
    unless: isDenied,
  },
  {
    family: 'person-as-cause',
    severity: 'warn',
    reason: 'The sentence explains an outcome by one person’s act and stops there.',
    suggestion: 'How did it make sense for them to do so, and what turned it into an incident?',
    phrases: [
      '<incident>|down|failed|broke|longer|late|happened|started|occurred|worse ,? =because P:other DONE|ran|broke|forgot|took|made|was|were|had|thought|chose',
    ],
    unless: (reading, match) =>
      reading.tokens.words
        .slice(Math.max(0, match.start - 12), match.start)
        .some(word => GOOD_NEWS.has(word)) || /^(?:was|were)$/.test(wordAt(reading, match.end - 1)),
  },
]

const SCHEDULE = words('on-call schedule rotation roster shift policy process laptop phone vpn access')

const MACHINERY = words(`
  pipeline pipelines script scripts tool tools tooling log logs history process window freeze job jobs system server bot
  key keys form queue train environment format file store schema map board calendar template checklist
`)

/** "Caused by the team's deploy pipeline" speaks of a pipeline. */
const isMachinery = (list: readonly string[], end: number): boolean => MACHINERY.has(list[end] ?? '')

/** "Because of the team's on-call rotation" speaks of an arrangement. */
const isSchedule = (list: readonly string[], end: number): boolean =>
  list[end] === "'s" && SCHEDULE.has(list[end + 1] ?? '')

/** Taking a bad node down is work well done; taking production down is not what anyone meant. */
function isMaintenance(list: readonly string[], start: number, end: number): boolean {
  for (let at = start; at < end + 4; at += 1) {
    const here = list[at] ?? '¶'
    if (HANDLED.has(here)) return true
    if (at >= end && '.?!¶,;:'.includes(here)) return false
  }
  return false
}
