import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { MINUTE } from '../../../shared/base/time.ts'
import { readiness } from '../../../shared/checks/readiness.ts'
import { useNow } from '../../hooks/useNow.ts'
import { useCalmPostmortem } from '../../hooks/usePostmortem.ts'
import { jumpTo } from '../parts/jump.ts'
import classes from './SidePanel.module.css'

/** The checklist before the meeting; what is missing leads to its place. */
export function Readiness({ onJump }: { readonly onJump: () => void }) {
  const { t } = useTranslation('document')
  const postmortem = useCalmPostmortem()
  const now = useNow(10 * MINUTE)
  const items = useMemo(() => readiness(postmortem, { now }), [postmortem, now])
  const done = items.filter(item => item.done).length
  return (
    <section className={classes.section} aria-label={t('panel.readiness')}>
      <h2 className={classes.heading}>
        {t('panel.readiness')}
        <span>{t('panel.readyCount', { done, count: items.length })}</span>
      </h2>
      <ul className={classes.list}>
        {items.map(item => (
          <li key={item.id} className={classes.item} data-done={item.done || undefined}>
            {item.done ? (
              <>
                <IconCircleCheckFilled size={15} aria-label={t('panel.done')} />
                <span>{t(item.label)}</span>
              </>
            ) : (
              <>
                <IconCircle size={15} aria-label={t('panel.missing')} />
                <button
                  type="button"
                  className={classes.jump}
                  onClick={() => {
                    onJump()
                    jumpTo(item.where)
                  }}
                >
                  {t(item.label)}
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
