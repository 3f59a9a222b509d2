import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { SectionName } from '../../../../shared/document/postmortem.ts'
import { removeForeign } from '../../../../shared/document/richRepair.ts'
import { EDIT, sectionOf } from '../../../../shared/document/schema.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { ConfirmButton } from '../../../ui/ConfirmButton.tsx'
import classes from './RichText.module.css'

/** Why a section cannot be edited now, and the way out: what no editor can keep may be removed. */
export function OutOfStep(props: {
  readonly name: SectionName
  /** True when the editor failed and is on its way back, rather than that the section holds what none can keep. */
  readonly isFit: boolean
  /** True where it takes the place of an editor that somebody was in. */
  readonly hasFocus: boolean
}) {
  const { name, isFit, hasFocus } = props
  const note = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (hasFocus) note.current?.focus()
  }, [hasFocus])
  const { t } = useTranslation('document')
  const { doc } = useConnection()
  return (
    <div ref={note} className={classes.outOfStep} role="status" tabIndex={-1}>
      <span>{t(isFit ? 'sections.reopening' : 'sections.outOfStep')}</span>
      {!isFit && (
        <ConfirmButton
          size="compact-xs"
          question={t('sections.removeForeignQuestion')}
          detail={t('sections.removeForeignDetail')}
          confirm={t('sections.removeForeign')}
          onConfirm={() => doc.transact(() => removeForeign(doc, sectionOf(doc, name)), EDIT)}
        >
          {t('sections.removeForeign')}
        </ConfirmButton>
      )}
    </div>
  )
}
