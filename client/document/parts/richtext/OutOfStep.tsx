import { useTranslation } from 'react-i18next'
import type { SectionName } from '../../../../shared/document/postmortem.ts'
import { removeForeign } from '../../../../shared/document/richRepair.ts'
import { EDIT, sectionOf } from '../../../../shared/document/schema.ts'
import { useConnection } from '../../../hooks/useConnection.ts'
import { ConfirmButton } from '../../../ui/ConfirmButton.tsx'
import classes from './RichText.module.css'

/** Why a section cannot be edited now, and the way out: what no editor can keep may be removed. */
export function OutOfStep({ name }: { readonly name: SectionName }) {
  const { t } = useTranslation('document')
  const { doc } = useConnection()
  return (
    <div className={classes.outOfStep} role="status">
      <span>{t('sections.outOfStep')}</span>
      <ConfirmButton
        size="compact-xs"
        question={t('sections.removeForeignQuestion')}
        detail={t('sections.removeForeignDetail')}
        confirm={t('sections.removeForeign')}
        onConfirm={() => doc.transact(() => removeForeign(doc, sectionOf(doc, name)), EDIT)}
      >
        {t('sections.removeForeign')}
      </ConfirmButton>
    </div>
  )
}
