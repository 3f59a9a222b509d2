import { FACTS, type Postmortem, SECTIONS } from '../../document/postmortem.ts'
import type { ImportReport } from '../report.ts'

/** Counts what an import recognised. */
export const reportOn = (
  postmortem: Postmortem,
  notes: readonly string[],
  leftover: readonly string[],
): ImportReport => ({
  recognised: {
    facts: FACTS.filter(name => name !== 'kind' && postmortem[name].length > 0).length,
    sections: SECTIONS.filter(name => name !== 'imported' && postmortem[name].length > 0).length,
    rows: postmortem.timeline.length,
    factors: postmortem.factors.length,
    whys: postmortem.whys.length,
    actions: postmortem.actions.length,
  },
  notes,
  leftover,
})
