import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './DocumentScreen.module.css'

/** The parts of the page, in its order; an id is also that of its element. */
export const PARTS = [
  'summary',
  'impact',
  'timeline',
  'rootCause',
  'factors',
  'whys',
  'wentWell',
  'couldImprove',
  'lucky',
  'actions',
  'lessons',
  'parked',
] as const

/** The parts of the document to jump to, with the one being read marked. */
export function Outline() {
  const { t } = useTranslation('document')
  const current = useCurrentPart()
  return (
    <nav className={classes.outline} aria-label={t('outline')}>
      <ul>
        {PARTS.map(part => (
          <li key={part}>
            <a href={`#${part}`} data-title={t(`parts.${part}`)} aria-current={part === current || undefined}>
              {t(`parts.${part}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The part that crosses the upper third of the window. */
function useCurrentPart(): string {
  const [current, setCurrent] = useState<string>('')
  useEffect(() => {
    const parts = ['facts', ...PARTS].flatMap(part => document.getElementById(part) ?? [])
    const crossing = new Set<string>()
    const observer = new IntersectionObserver(
      entries => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) crossing.add(target.id)
          else crossing.delete(target.id)
        }
        const last = PARTS.findLast(part => crossing.has(part))
        // Between two parts the one before stays marked; above them all there is none.
        if (last || crossing.has('facts')) setCurrent(last ?? '')
      },
      { rootMargin: '-15% 0px -75% 0px' },
    )
    for (const part of parts) observer.observe(part)
    return () => observer.disconnect()
  }, [])
  return current
}
