import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Trends } from '../../shared/library/trends.ts'
import classes from './Trends.module.css'

const MOST = 10

/** Factors that were written down in more than one postmortem. */
export function Recurring({ recurring }: { readonly recurring: Trends['recurring'] }) {
  const { t } = useTranslation('trends')
  return (
    <section>
      <h2 className={classes.heading}>{t('recurring')}</h2>
      {recurring.length === 0 && <p className={classes.intro}>{t('noRecurring')}</p>}
      <ul className={classes.recurring}>
        {recurring.slice(0, MOST).map(({ text, postmortems }) => (
          <li key={text}>
            <span dir="auto">{text}</span>
            <span className={classes.number}>
              {t('recurringIn', { count: postmortems.length })}{' '}
              {postmortems.slice(0, 5).map((id, at) => (
                <Link key={id} href={`/p/${id}`} aria-label={`${text}, ${at + 1}`}>
                  {at + 1}
                </Link>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
