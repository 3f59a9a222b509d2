import { useTranslation } from 'react-i18next'
import { useList } from '../../../hooks/useList.ts'
import { LinkChoice } from '../rows/LinkChoice.tsx'

/** The factors by their numbers, to say which ones a row of another list is linked with. */
export function FactorChoice(props: {
  readonly linked: ReadonlySet<string>
  readonly onLink: (id: string, isLinked: boolean) => void
}) {
  const { t } = useTranslation('document')
  const factors = useList('factors')
  return (
    <LinkChoice
      options={factors.map(({ id, text }, index) => ({ id, label: `${index + 1}. ${text}` }))}
      empty={t('factors.empty')}
      find={t('factors.find')}
      notFound={t('factors.noSuch')}
      {...props}
    />
  )
}
