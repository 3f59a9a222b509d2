import { Badge, Button } from '@mantine/core'
import { IconCircleCheckFilled, IconCircleHalf2 } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { LibraryItem } from '../../shared/protocol/libraryApi.ts'
import { SeverityMark } from '../ui/SeverityMark.tsx'
import { dayText } from './dayText.ts'
import classes from './LibraryTable.module.css'
import { RowMenu } from './RowMenu.tsx'

const PAGE = 100

/** One line a postmortem; the whole line opens it. */
export function LibraryTable(props: {
  readonly items: readonly LibraryItem[]
  /** Something became of one of them. */
  readonly onChanged: () => void
}) {
  const { items, onChanged } = props
  const { t } = useTranslation('library')
  const [shown, setShown] = useState(PAGE)
  return (
    <>
      <table className={classes.table}>
        <thead className={classes.head}>
          <tr>
            {(['date', 'title', 'severity', 'services', 'factors', 'actions', 'status'] as const).map(
              name => (
                <th key={name} scope="col">
                  {t(`column.${name}`)}
                </th>
              ),
            )}
            <th scope="col" aria-label={t('column.menu')} />
          </tr>
        </thead>
        <tbody>
          {items.slice(0, shown).map(item => (
            <LibraryRow key={item.id} item={item} onChanged={onChanged} />
          ))}
        </tbody>
      </table>
      {items.length > shown && (
        <Button variant="default" mt="md" onClick={() => setShown(shown + PAGE)}>
          {t('more')}
        </Button>
      )}
    </>
  )
}

function LibraryRow({ item, onChanged }: { readonly item: LibraryItem; readonly onChanged: () => void }) {
  const { t } = useTranslation(['library', 'common'])
  const { total, done } = item.actions
  const services = item.services.join(', ')
  const Icon = item.status === 'published' ? IconCircleCheckFilled : IconCircleHalf2
  return (
    <tr className={classes.row} data-example={item.isExample || undefined}>
      <td className={classes.date}>
        <time dateTime={item.startedAt || undefined} title={item.startedAt ? t('dayInUtc') : undefined}>
          {dayText(item, Date.now()) || t('noDate')}
        </time>
      </td>
      <td className={classes.title}>
        <div className={classes.titleLine}>
          {item.isExample && (
            <Badge
              className={classes.example ?? ''}
              size="sm"
              variant="default"
              title={t('common:lifecycle.exampleText')}
            >
              {t('common:lifecycle.example')}
            </Badge>
          )}
          <Link className={classes.name} href={`/p/${item.id}`} title={item.title} dir="auto">
            {item.title || t('common:untitled')}
          </Link>
          {item.incident && <span className={classes.key}>{item.incident}</span>}
        </div>
      </td>
      <td className={classes.severity}>
        <SeverityMark>
          {item.kind === 'near-miss' ? t('common:nearMiss') : item.severity || t('common:severityNone')}
        </SeverityMark>
      </td>
      <td className={classes.services} title={services}>
        {services}
      </td>
      <td className={classes.factors}>{item.factors > 0 && t('factors', { count: item.factors })}</td>
      <td className={classes.actions}>
        {total > 0 && `${t('actions', { count: total })}${done > 0 ? `, ${t('done', { count: done })}` : ''}`}
      </td>
      <td className={classes.status} data-status={item.status}>
        <Icon size={15} stroke={1.8} aria-hidden />
        <span>{item.archivedAt === null ? t(item.status) : t('archived')}</span>
      </td>
      <td className={classes.menu}>
        <RowMenu item={item} onChanged={onChanged} />
      </td>
    </tr>
  )
}
