import type { Classes } from './pattern.ts'
import { verbs } from './verbs.ts'
import { words } from './vocabulary.ts'

/** Looking, asking and telling: what somebody "did not do" when it is said against them. */
const attend = verbs(`
  check verify notice read escalate test review look realise realize follow communicate tell inform notify ask confirm
  validate monitor watch think consider double-check recheck bother document respond react acknowledge warn report
  raise flag listen anticipate foresee spot catch recognise recognize investigate inspect heed remember consult pay
  question mention announce coordinate prepare plan examine care doublecheck proofread audit analyse
  analyze diagnose account appreciate share discuss clarify rehearse talk speak meet own apologise apologize admit
`)

/** Doing: counts as an omission when it is said of somebody else. */
const act = verbs(`
  act intervene stop roll revert page call run use write add update set make ensure do take finish complete clean
  close fix apply remove delete disable enable configure deploy restart rotate renew back include handle wait switch
  fail answer pick join attend keep press click merge push undo rollback drain pause abort scale patch upgrade open
  create send sign submit request give involve hand ack triage mitigate contain isolate try enforce comply stick
  adhere protect secure guard put leave
`)

const miss = verbs(
  'miss overlook ignore skip disregard neglect misread misjudge misunderstand mishandle misdiagnose misinterpret',
)
const spoil = verbs('misconfigure mistype mishandle mismanage bypass circumvent rush')
const stop = verbs(
  'prevent avoid catch notice spot detect stop see discover foresee anticipate save know realise realize find mitigate',
)
const harm = verbs('break crash kill destroy wipe nuke wreck ruin cripple trash corrupt bork')
const cause = verbs('cause trigger provoke create introduce produce induce')
const fail = verbs('fail neglect omit')

/** Sets of words that the phrases of all families share. */
export const CLASSES: Classes = {
  attend: attend.base,
  'attend.past': attend.past,
  'attend.done': attend.participle,
  'attend.ing': attend.ing,
  'attend.third': attend.third,
  act: act.base,
  'act.done': act.participle,
  'act.past': act.past,
  'act.ing': act.ing,
  'act.third': act.third,
  'miss.past': miss.past,
  'miss.any': miss.any,
  'miss.ing': miss.ing,
  'miss.done': miss.participle,
  'spoil.past': spoil.past,
  'stop.done': stop.participle,
  'harm.past': words([...harm.past].join(' ')),
  'harm.any': harm.any,
  'cause.past': cause.past,
  'cause.any': cause.any,
  'fail.any': fail.any,
  'fail.past': fail.past,
  neglect: words('neglected neglects neglecting omitted omits omitting'),
  have: words("have has had 've"),
  had: words("had 'd"),
  be: words("is was are were be been being 's"),
  not: words('not never'),
  incident: words(`
    outage outages incident incidents downtime failure failures crash breakage disruption problem problems issue
    issues leak bug bugs regression regressions mess loss corruption breach error errors degradation interruption
    disaster incident's fault defect defects typo mistake misconfiguration deletion slowdown damage
  `),
  production: words(`
    production prod site website service services system systems everything checkout payments payment cluster platform
    database db app application api login build main staging store shop network queue pipeline environment dns
    payments-api things it
  `),
  blunder: words(`
    mistake mistakes blunder blunders oversight carelessness negligence incompetence sloppiness lapse inattention slip
    misjudgement misjudgment ignorance recklessness inexperience laziness stupidity screw-up screwup cock-up mishap
    misunderstanding misstep missteps inattentiveness thoughtlessness haste impatience arrogance incompetence slip-up
    bungling inability wrongdoing
  `),
  change: words(`
    deploy deploys deployment deployments change changes commit commits push merge pr patch release command script
    query migration config configuration edit update upgrade typo misconfiguration code action actions decision
    decisions inaction behaviour behavior work fix tweak rollout refactoring refactor hotfix call choice failure lack
    delay slowness reluctance refusal unwillingness omission assumption error bug approval review handover
  `),
  bad: words(
    'bad wrong faulty broken buggy poor sloppy rushed careless flawed botched reckless dodgy untested terrible',
  ),
  judgement: words('judgement judgment decision decisions choice choices call thinking'),
  insult: words(`
    careless carelessly carelessness sloppy sloppily sloppiness reckless recklessly recklessness negligent negligently
    negligence incompetent incompetence stupid stupidly stupidity idiot idiots idiotic foolish foolishly clueless
    thoughtless unprofessional irresponsible irresponsibly amateurish inattentive inattention laziness moron
    dumb foolishness inept ineptitude lackadaisical heedless slapdash slipshod cavalier lax
  `),
  role: words(`
    engineer engineers developer developers dev devs programmer programmers operator operators admin admins
    administrator reviewer reviewers sre sres dba dbas colleague staff employee contractor contractors on-call
    responder responders technician technicians analyst analysts architect architects manager managers intern interns
    tester testers consultant consultants commander commanders administrators freelancer freelancers person people
    member members colleagues teammate
  `),
  procedure: words(`
    procedure procedures process processes protocol protocols policy policies rule rules guideline guidelines runbook
    runbooks checklist instructions standard standards practice practices docs documentation steps
  `),
  missable: words(`
    heartbeat heartbeats slo slos sla slas target targets deadline deadlines lunch window ping pings beat poll scrape
    scrapes objective goal breakfast dinner train quorum
  `),
  late: words(
    'slow late lax complacent hasty optimistic trusting careless focused busy tired lazy quick confident eager sure',
  ),
  react: words(`
    respond react escalate notice acknowledge roll revert act page call answer realise realize declare communicate
    intervene understand diagnose recognise recognize join investigate fix restart mitigate update
  `),
}
