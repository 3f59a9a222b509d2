import { partsOf } from '../../instants.ts'

/** What reports are called, before their title: `Postmortem:`, `RCA —`, `[INCIDENT]`, `Nachbetrachtung:`. */
export const KIND_OF_REPORT =
  /^(?:(?:(?:post[- ]?)?incident (?:review|report|retrospective|analysis|post-?mortem)|post-?mortem(?: report| review)?|learning review|root cause analysis|rca|pm|pir|retro(?:spective)?|nachbetrachtung|nachbesprechung|störungsbericht|vorfall(?:s)?bericht|compte[- ]rendu d['’]incident|rapport d['’]incident|informe de incidente|relatório de incidente)(?:\s+\d{4}-\d{2}-\d{2})?(?:\s*[:–—/|]\s*|\s*-\s+)|\[(?:incident|post-?mortem|post-?incident(?: review)?|rca|pir|retro)\]\s*)/i
const NAMES =
  '(?:title|titel|titre|título|subject|betreff|objet|asunto|incident title|title of (?:the )?incident)'
/** A line that says which title it is: `Title: …`, `SUBJECT: …`. */
export const LABELLED_TITLE = new RegExp(`^${NAMES}\\s*:\\s*(\\S.{2,200})$`, 'iu')
/** The label alone. */
export const TITLE_LABEL = new RegExp(`^${NAMES}$`, 'iu')
const PICTURES = /^(?:\p{Extended_Pictographic}|\ufe0f|\u200d)+\s*/u

/**
 * The title without “Postmortem:” or a picture before it, and without the incident's own day after it; the heading itself
 * where nothing would be left.
 *
 * @param startedAt an instant in ISO 8601, or ''
 */
export function titleOf(heading: string, startedAt: string): string {
  const title = heading.replace(PICTURES, '').replace(KIND_OF_REPORT, '').replace(PICTURES, '')
  const suffix = new RegExp(`\\s+[–—-]\\s+${partsOf(startedAt)?.day ?? '\\b\\B'}$`)
  return title.replace(suffix, '') || heading
}
