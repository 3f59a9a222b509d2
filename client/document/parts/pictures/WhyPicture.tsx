import { useMemo } from 'react'
import type { Factor, Why } from '../../../../shared/document/postmortem.ts'
import type { Words } from '../../../../shared/pictures/picture.ts'
import { INCIDENT, whyGraph } from '../../../../shared/pictures/whyGraph.ts'
import { useFacts } from '../../../hooks/useFacts.ts'
import { useFindingsByPlace } from '../findings/useShownFindings.ts'
import { jumpTo } from '../jump.ts'
import { useWords } from '../rows/useWords.ts'
import { Drawing } from './Drawing.tsx'

/** The rules about where a chain may end, and what the picture calls each. */
const ENDS = {
  'whys/ends-at-person': 'whys.drawn.person',
  'whys/no-time': 'whys.drawn.noTime',
  'whys/no-evidence': 'whys.drawn.noEvidence',
} as const

/** The whys drawn as a graph, in step with their list; a box leads to its row. */
export default function WhyPicture(props: {
  readonly whys: readonly Why[]
  readonly factors: readonly Factor[]
}) {
  const { whys, factors } = props
  const t = useWords()
  const { title } = useFacts()
  const findings = useFindingsByPlace()
  const picture = useMemo(() => {
    const wordsOf = (id: string): Words => {
      if (id === INCIDENT) return { text: title || t('whys.incident'), note: '', tone: 'root' }
      const factor = factors.find(each => each.id === id)
      if (factor) return { text: factor.text, note: '', tone: 'root' }
      const why = whys.find(each => each.id === id)
      const text = why?.text.trim() || t('whys.drawn.empty')
      const rule = findings.get(`whys/${id}`)?.find(each => each.rule in ENDS)?.rule as keyof typeof ENDS
      if (rule) return { text, note: `! ${t(ENDS[rule])}`, tone: 'open' }
      if (why?.systemic) return { text, note: `✓ ${t('whys.drawn.systemic')}`, tone: 'good' }
      return { text, note: '', tone: 'plain' }
    }
    return whyGraph(whys, factors, wordsOf)
  }, [whys, factors, findings, title, t])
  if (!picture) return null
  const pick = (id: string): void => {
    if (id === INCIDENT) jumpTo({ in: 'facts', field: 'title' })
    else jumpTo({ in: factors.some(each => each.id === id) ? 'factors' : 'whys', id })
  }
  return <Drawing picture={picture} label={t('whys.drawn.label')} onPick={pick} />
}
