import { ok } from '../../base/result.ts'
import { fromMarkdown } from '../markdown/fromMarkdown.ts'
import type { RowReader } from '../report.ts'
import { readAlertmanager } from './alertmanager.ts'
import { readCsvRows } from './csv.ts'
import { readGithub } from './github.ts'
import { readGrafana } from './grafana.ts'
import { readPagerduty } from './pagerduty.ts'
import { readSlack } from './slack.ts'
import { readStatuspage } from './statuspage.ts'

/** The timeline of a report; the rest of the report is left alone. */
const readMarkdownRows: RowReader = (text, context) => {
  const imported = fromMarkdown(text, context)
  if (!imported.ok) return imported
  const { postmortem, report } = imported.value
  return ok({
    rows: postmortem.timeline,
    report: { recognised: { rows: report.recognised.rows }, notes: report.notes },
  })
}

/** What timeline rows can be read from, by the name of the source. */
export const ROW_SOURCES: Readonly<Record<string, RowReader>> = {
  markdown: readMarkdownRows,
  csv: readCsvRows,
  slack: readSlack,
  pagerduty: readPagerduty,
  statuspage: readStatuspage,
  alertmanager: readAlertmanager,
  github: readGithub,
  grafana: readGrafana,
}
