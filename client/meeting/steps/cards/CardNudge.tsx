import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../../../shared/checks/finding.ts'
import { useRoom } from '../../room.ts'
import classes from './Cards.module.css'

/** Nobody is interrupted in a sentence: it is looked at once nothing was typed for so long, ms. */
const QUIET = 600

/** What the checks would point out in a card, said to its author alone before the card is added. */
export function CardNudge({ text }: { readonly text: string }) {
  const { t } = useTranslation('meeting')
  const { view } = useRoom()
  const names = JSON.stringify(view.people.map(({ name }) => name))
  const [found, setFound] = useState<{ readonly text: string; readonly finding: Finding | null }>()
  useEffect(() => {
    if (text.trim() === '') return setFound(undefined)
    let isWanted = true
    const timer = setTimeout(async () => {
      const { checkLanguage } = await import('../../../../shared/checks/language/checkLanguage.ts')
      const findings = checkLanguage(text, { people: JSON.parse(names) as string[] })
      const finding = findings.find(({ severity }) => severity !== 'info') ?? null
      if (isWanted) setFound({ text, finding })
    }, QUIET)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [text, names])
  const finding = found?.text === text ? found.finding : null
  return (
    <div role="status" className={classes.nudge} data-shown={finding ? true : undefined}>
      {finding && (
        <>
          <p>
            <strong>{t('brainstorm.onlyYou')}</strong> {finding.reason}
          </p>
          <p>{finding.suggestion}</p>
        </>
      )}
    </div>
  )
}
