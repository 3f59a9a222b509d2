import { useTranslation } from 'react-i18next'
import { CATEGORIES } from '../../shared/document/postmortem.ts'
import type { Trends } from '../../shared/library/trends.ts'
import classes from './Trends.module.css'

/** How many factors of each category were written down. */
export function CategoryBars({ categories }: { readonly categories: Trends['categories'] }) {
  const { t } = useTranslation('trends')
  const most = Math.max(...CATEGORIES.map(name => categories[name]))
  return (
    <section>
      <h2 className={classes.heading}>{t('categories')}</h2>
      {most === 0 && <p className={classes.intro}>{t('noCategories')}</p>}
      {most > 0 && (
        <ul className={classes.rows}>
          {CATEGORIES.map(name => (
            <li key={name}>
              <span>{t(`categoryName.${name}`)}</span>
              <span className={classes.track} aria-hidden>
                <span style={{ width: `${(categories[name] / most) * 100}%` }} />
              </span>
              <span className={classes.number}>{categories[name]}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
