import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Trends } from '../../shared/library/trends.ts'
import classes from './Trends.module.css'

/** What became of the actions, as one bar and in words. */
export function ActionShare({ actions }: { readonly actions: Trends['actions'] }) {
  const { t } = useTranslation('trends')
  const { total, done, declined, overdue, strong } = actions
  const open = total - done - declined - overdue
  const parts = [
    { name: 'done', count: done },
    { name: 'open', count: open },
    { name: 'overdue', count: overdue },
    { name: 'declined', count: declined },
  ] as const
  return (
    <section>
      <h2 className={classes.heading}>{t('actions')}</h2>
      {total === 0 && <p className={classes.intro}>{t('noActions')}</p>}
      {total > 0 && (
        <>
          <div className={classes.share} aria-hidden>
            {parts.map(
              ({ name, count }) => count > 0 && <span key={name} data-share={name} style={{ flex: count }} />,
            )}
          </div>
          <ul className={classes.legend}>
            {parts.map(({ name, count }) => (
              <li key={name}>
                <span className={classes.swatch} data-share={name} />
                {t(name, { count })}
              </li>
            ))}
            <li>{t('of', { total })}</li>
          </ul>
          {total > declined && (
            <p className={classes.intro}>{t('strong', { count: strong, total: total - declined })}</p>
          )}
          {overdue > 0 && (
            <Anchor component={Link} href="/actions?only=overdue" size="sm">
              {t('seeOverdue')}
            </Anchor>
          )}
        </>
      )}
    </section>
  )
}
