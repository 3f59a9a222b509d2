import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { SectionName } from '../../../shared/document/postmortem.ts'
import { useCanEdit } from '../../hooks/useCanEdit.ts'
import { useIsCommented } from '../../hooks/useComments.ts'
import { useSection } from '../../hooks/useSection.ts'
import { part } from '../../ui/part.ts'
import { NO_FINDINGS, useFindingsByPlace } from './findings/useShownFindings.ts'
import { Heading } from './Heading.tsx'
import type { SectionProps } from './props.ts'
import { OutOfStep } from './richtext/OutOfStep.tsx'
import classes from './richtext/RichText.module.css'
import { RichView } from './richtext/RichView.tsx'
import { useInStep } from './richtext/useInStep.ts'

const RichEditor = part(() => import('./richtext/RichEditor.tsx'))
const ReadingMarks = part(() => import('./comments/ReadingMarks.tsx'))

/** A rich-text section that everybody writes in together; read as a page where nobody may write. */
export function Section({ name, heading, readOnly }: SectionProps) {
  const { t } = useTranslation('document')
  const findings = useFindingsByPlace().get(`section/${name}`) ?? NO_FINDINGS
  const canEdit = useCanEdit() && !readOnly
  const isCommented = useIsCommented(name)
  const step = useInStep(name)
  const title = heading === undefined ? t(`sections.${name}.title`) : heading
  const question = t(`sections.${name}.question`)
  return (
    <section id={name} aria-label={t(`sections.${name}.title`)}>
      {title !== null && <Heading>{title}</Heading>}
      <div className={classes.rich} data-rich>
        {canEdit && !step.isIn && <OutOfStep name={name} isFit={step.isFit} hasFocus={step.hadFocus} />}
        {canEdit && step.isIn ? (
          <Suspense fallback={<Reading name={name} otherwise={question} />}>
            <RichEditor
              key={step.turn}
              onLost={step.onLost}
              hasFocus={step.hadFocus}
              name={name}
              label={t(`sections.${name}.title`)}
              placeholder={question}
              findings={findings}
            />
          </Suspense>
        ) : (
          <>
            <Reading name={name} otherwise={t('sections.nothing')} />
            <Suspense>{isCommented && <ReadingMarks name={name} />}</Suspense>
          </>
        )}
      </div>
    </section>
  )
}

/** The text itself; apart from the section, so that typing in the editor does not draw it anew. */
function Reading({ name, otherwise }: { readonly name: SectionName; readonly otherwise: string }) {
  const blocks = useSection(name)
  if (blocks.length === 0) return <p className={classes.empty}>{otherwise}</p>
  return <RichView blocks={blocks} />
}
