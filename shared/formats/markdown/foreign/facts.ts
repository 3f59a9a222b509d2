import { SEVERITIES } from '../../../document/postmortem.ts'
import { readTime, type TimeContext } from '../../time/readTime.ts'
import { ZONE } from '../../time/zones.ts'
import type { Gathered } from './gathered.ts'
import { TITLE_LABEL } from './title.ts'

type Reader = (value: string, into: Gathered, context: TimeContext | null) => boolean

/** How each label of a report's header is read; a reader answers false for a value that it cannot take whole. */
const LABELS: readonly (readonly [RegExp, Reader])[] = [
  [
    /^(incident |impact )?(severity|sev|priority|class|classification|level|how bad|schwere|schweregrad|einstufung|stufe|priorität|gravité|sévérité|niveau|severidad|gravedad|gravidade|clasificación|classificação)( level| class)?$/,
    readSeverity,
  ],
  [
    /^(author|authors|created by|written by|prepared by|post-?mortem owner|author\(s\)|owner|autor|autorin|autora|verfasst von|rédaction|auteur|auteure)$/,
    readWords('authors'),
  ],
  [TITLE_LABEL, readTitle],
  [/^(reviewers?|reviewed by)$/, readWords('reviewers')],
  [/^((affected |impacted )?services?( affected| impacted)?|components?)$/, readWords('services')],
  [/^(tags|labels|keywords)$/, readWords('tags')],
  [/^(incident|incident (id|number|key|ticket|#)|ticket|issue|id)$/, readKey],
  [/^(kind|type)$/, readKind],
  [/^(started|start|start(ed)? (time|at)|began|impact start(ed)?|fault occurs)$/, readInstant('startedAt')],
  [/^(detected|detected at|detection time|time detected|first detected|alerted)$/, readInstant('detectedAt')],
  [/^(mitigated|mitigated at|repaired|time mitigated)$/, readInstant('mitigatedAt')],
  [/^(resolved|resolved at|ended|end|end time|time resolved|fixed)$/, readInstant('resolvedAt')],
  [/^(duration|outage|time ?frame|when)$/, readDuration],
  [/^time ?zone$/, readZone],
]

/** Takes a header line such as `Severity: SEV2` into the facts; false when the label or its value is not known. */
export function readFact(label: string, value: string, into: Gathered, context: TimeContext | null): boolean {
  const known = LABELS.find(([name]) => name.test(label.toLowerCase().trim()))
  return known && value.trim() !== '' ? known[1](value.trim(), into, context) : false
}

/** Words for a severity, the highest first. */
const SEVERITY_WORDS = [
  /^\W*(critical|kritisch|critique|crítica|crítico)\W*$/i,
  /^\W*(major|high|hoch|majeure?|élevée?|alta|alto)\W*$/i,
  /^\W*(medium|moderate|mittel|moyenne?|media|medio|média|médio)\W*$/i,
  /^\W*(minor|low|niedrig|mineure?|faible|baja|bajo|baixa|baixo)\W*$/i,
]

function readSeverity(value: string, { facts, notes }: Gathered): boolean {
  if (value.length > 40) return false
  const match =
    /^\W*(?:\p{L}+ ?[(:/–—-] ?)?(?:level )?(sev(?:erity)?|s|p)?[- ]?([0-5])(?:\W*| ?[(:/,–—-] ?\p{L}+\W*)$/iu.exec(
      value,
    )
  const word = SEVERITY_WORDS.findIndex(sign => sign.test(value))
  if (!match && word < 0) return false
  const level = match ? Math.max(1, Number(match[2])) : word + 1
  facts.severity = SEVERITIES[level - 1] ?? ''
  if (match?.[1]?.toLowerCase() !== 'sev') notes.push(`The severity “${value}” was read as SEV${level}.`)
  return true
}

const NAMED_SEVERITY = /(?<![\p{L}\d-])sev(?:erity)?[ -]?([1-5])(?!\d|\.\d)/giu

/** A severity that no label gives but the text names: `we class it as SEV-2`. Only where it names one alone. */
export function readSeverityInText(source: string, { facts, notes }: Gathered): void {
  if (facts.severity) return
  const named = [...source.matchAll(NAMED_SEVERITY)]
  const levels = new Set(named.map(match => match[1]))
  const [level] = levels
  if (level === undefined || levels.size > 1) return
  facts.severity = SEVERITIES[Number(level) - 1] ?? ''
  notes.push(`The severity was read from “${named[0]?.[0]}” in the text.`)
}

function readWords(field: 'authors' | 'reviewers' | 'services' | 'tags'): Reader {
  return (value, { facts }) => {
    const words = value
      .split(/,|;| and | & /)
      .map(word => word.trim())
      .filter(Boolean)
    facts[field] = [...new Set([...(facts[field] ?? []), ...words])]
    return true
  }
}

/** The title is chosen before; a label that gives the same is no news. */
function readTitle(value: string, { facts }: Gathered): boolean {
  return facts.title !== undefined && facts.title !== '' && value.includes(facts.title)
}

function readKey(value: string, { facts }: Gathered): boolean {
  // “The disk was full” under “Issue” is no key.
  if (facts.incident || value.length > 60 || !/\d/.test(value)) return false
  facts.incident = value
  return true
}

function readKind(value: string, { facts }: Gathered): boolean {
  if (!/^(near[- ]miss|incident)$/i.test(value)) return false
  facts.kind = /^near/i.test(value) ? 'near-miss' : 'incident'
  return true
}

function readInstant(field: 'startedAt' | 'detectedAt' | 'mitigatedAt' | 'resolvedAt'): Reader {
  return (value, { facts }, context) => {
    const time = readTime(value, context ?? { reference: 0, timeZone: '' })
    if (!time.ok || time.value.precision !== 'minute' || time.value.rest !== '') return false
    if (!context && !time.value.hasDay) return false
    facts[field] = time.value.at
    return true
  }
}

const SPAN = /(\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?)(?: ?[A-Z]{2,4})? ?(?:–|—|-|to|until) ?(.*)$/i

/** `14:22 – 14:42 UTC (20 minutes)`: the start and the resolution, when the incident's day is known. */
function readDuration(value: string, { facts }: Gathered, context: TimeContext | null): boolean {
  const match = SPAN.exec(value)
  if (!match || !context) return false
  const end = readTime(match[2] ?? '', context)
  if (!end.ok || !/^(\([^)]*\))?$/.test(end.value.rest)) return false
  const start = readTime(match[1] ?? '', { ...context, timeZone: end.value.zone || context.timeZone })
  if (!start.ok) return false
  facts.startedAt ??= start.value.at
  facts.resolvedAt ??= end.value.at
  return true
}

function readZone(value: string, { facts }: Gathered): boolean {
  if (!value.includes('/') || ZONE.exec(value)?.[0] !== value) return false
  facts.timeZone = value
  return true
}
