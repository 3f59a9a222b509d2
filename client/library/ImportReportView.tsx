import { useTranslation } from 'react-i18next'
import type { ImportReport } from '../../shared/formats/report.ts'
import classes from './ImportDialog.module.css'

const PARTS = ['facts', 'sections', 'rows', 'factors', 'whys', 'actions'] as const

/** What an import recognised, what somebody should look at, and what it kept as it was. */
export function ImportReportView({ report }: { readonly report: ImportReport }) {
  const { t } = useTranslation('library')
  const recognised = PARTS.filter(part => report.recognised[part] > 0)
  return (
    <div className={classes.report}>
      <section>
        <h3>{t('import.recognised')}</h3>
        {recognised.length === 0 && <p>{t('import.nothing')}</p>}
        <ul>
          {recognised.map(part => (
            <li key={part}>{t(`import.${part}`, { count: report.recognised[part] })}</li>
          ))}
        </ul>
      </section>
      {report.notes.length > 0 && (
        <section>
          <h3>{t('import.notes')}</h3>
          <ul>
            {report.notes.map(note => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </section>
      )}
      {report.leftover.length > 0 && (
        <section>
          <h3>{t('import.leftover')}</h3>
          <ul>
            {report.leftover.map(heading => (
              <li key={heading}>{heading}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
