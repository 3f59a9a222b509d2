import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useCanEdit } from '../../hooks/useCanEdit.ts'
import { useSection } from '../../hooks/useSection.ts'
import { NO_FINDINGS, useFindingsByPlace } from './findings/useShownFindings.ts'
import { Heading } from './Heading.tsx'
import type { SectionProps } from './props.ts'
import classes from './richtext/RichText.module.css'
import { RichView } from './richtext/RichView.tsx'

const RichEditor = lazy(() => import('./richtext/RichEditor.tsx'))

/** A rich-text section that everybody writes in together; read as a page where nobody may write. */
export function Section({ name, heading, readOnly }: SectionProps) {
  const { t } = useTranslation('document')
  const blocks = useSection(name)
  const findings = useFindingsByPlace().get(`section/${name}`) ?? NO_FINDINGS
  const canEdit = useCanEdit() && !readOnly
  const title = heading === undefined ? t(`sections.${name}.title`) : heading
  const reading =
    blocks.length > 0 ? (
      <RichView blocks={blocks} />
    ) : (
      <p className={classes.empty}>{t(canEdit ? `sections.${name}.question` : 'sections.nothing')}</p>
    )
  return (
    <section id={name} aria-label={t(`sections.${name}.title`)}>
      {title !== null && <Heading>{title}</Heading>}
      <div className={classes.rich} data-rich>
        {canEdit ? (
          <Suspense fallback={reading}>
            <RichEditor
              name={name}
              label={t(`sections.${name}.title`)}
              placeholder={t(`sections.${name}.question`)}
              findings={findings}
            />
          </Suspense>
        ) : (
          reading
        )}
      </div>
    </section>
  )
}
