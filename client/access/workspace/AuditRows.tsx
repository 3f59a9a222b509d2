import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { AuditItem } from '../../../shared/protocol/workspaceApi.ts'
import classes from './Workspace.module.css'

const time = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

interface AuditRowsProps {
  readonly rows: readonly AuditItem[]
  /** Names by id, for the people whom a row is about. */
  readonly names: ReadonlyMap<string, string>
}

/** Rows of the audit log, times as the person reads them. */
export function AuditRows({ rows, names }: AuditRowsProps) {
  const { t } = useTranslation(['account', 'common'])
  return (
    <table className={`${classes.table} ${classes.log}`}>
      <thead className={classes.head}>
        <tr>
          <th scope="col">{t('audit.when')}</th>
          <th scope="col">{t('audit.who')}</th>
          <th scope="col">{t('audit.kind')}</th>
          <th scope="col">{t('audit.where')}</th>
          <th scope="col">{t('audit.detail')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.id}>
            <td className={`${classes.quiet} ${classes.when}`}>{time.format(row.at)}</td>
            <td>
              <Who row={row} />
            </td>
            <td className={classes.what}>{wordsOf(row.what)}</td>
            <td className={classes.where} dir="auto">
              {row.postmortem &&
                (row.title ? (
                  <Link href={`/p/${row.postmortem}`} title={row.title}>
                    {row.title}
                  </Link>
                ) : (
                  row.postmortem
                ))}
            </td>
            <td className={`${classes.quiet} ${classes.wide}`}>{detailOf(row, names)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Rows that the server writes by itself. */
const BY_SERVER = /^(postmortem|audit)\/expired$/

function Who({ row }: { readonly row: AuditItem }) {
  const { t } = useTranslation('account')
  if (row.name) return row.name
  const word = row.who ? 'left' : BY_SERVER.test(row.what) ? 'server' : 'nobody'
  return <span className={classes.quiet}>{t(`audit.${word}`)}</span>
}

/** `signIn/done` as `sign in: done`. */
const wordsOf = (what: string): string =>
  what
    .replace('/', ': ')
    .replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
    .replaceAll('-', ' ')

const detailOf = ({ detail }: AuditItem, names: ReadonlyMap<string, string>): string =>
  Object.entries(detail)
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => `${key} ${names.get(String(value)) ?? String(value)}`)
    .join(' · ')
