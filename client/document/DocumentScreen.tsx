import { Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCanEdit } from '../hooks/useCanEdit.ts'
import { useConnection } from '../hooks/useConnection.ts'
import { useMe } from '../hooks/useMe.ts'
import { useSection } from '../hooks/useSection.ts'
import { useStatus } from '../hooks/useStatus.ts'
import { PartBoundary } from '../ui/PartBoundary.tsx'
import { DocumentSkeleton } from '../ui/Skeletons.tsx'
import { DocumentKeys } from './DocumentKeys.tsx'
import classes from './DocumentScreen.module.css'
import { DocumentHeader } from './header/DocumentHeader.tsx'
import { Outline } from './Outline.tsx'
import { SidePanel } from './panel/SidePanel.tsx'
import { Actions } from './parts/Actions.tsx'
import { Factors } from './parts/Factors.tsx'
import { Fishbone } from './parts/Fishbone.tsx'
import { HeaderFacts } from './parts/HeaderFacts.tsx'
import { jumpTo } from './parts/jump.ts'
import { Parked } from './parts/Parked.tsx'
import { lightRows } from './parts/rows/litRows.ts'
import { Section } from './parts/Section.tsx'
import { Timeline } from './parts/Timeline.tsx'
import { useUndoKeys } from './parts/useUndoKeys.ts'
import { Whys } from './parts/Whys.tsx'

/** The postmortem: one column of calm text that everybody writes together, with what it still lacks beside it. */
export function DocumentScreen() {
  const { t } = useTranslation('document')
  const status = useStatus()
  const canEdit = useCanEdit()
  const me = useMe()
  const connection = useConnection()
  const imported = useSection('imported')
  const isWide = useMediaQuery('(min-width: 1180px)', true)
  const [isPanelOpen, setPanelOpen] = useState(false)
  const [factor, setFactor] = useState<string | null>(null)
  useUndoKeys()

  if (!status.hasDocument) return <DocumentSkeleton />
  return (
    <div className={classes.screen}>
      <DocumentHeader onPanel={isWide ? null : () => setPanelOpen(true)} />
      <div className={classes.columns}>
        <PartBoundary name="Outline">
          <Outline />
        </PartBoundary>
        <main className={classes.page} id="content">
          {!canEdit && me && <p className={classes.readOnly}>{t('readOnly')}</p>}
          <PartBoundary name="HeaderFacts">
            <HeaderFacts />
          </PartBoundary>
          <PartBoundary name="summary">
            <Section name="summary" />
          </PartBoundary>
          <PartBoundary name="impact">
            <Section name="impact" />
          </PartBoundary>
          <PartBoundary name="Timeline">
            <Timeline />
          </PartBoundary>
          <PartBoundary name="rootCause">
            <Section name="rootCause" />
          </PartBoundary>
          <PartBoundary name="Factors">
            <Factors focusRow={factor} />
          </PartBoundary>
          <PartBoundary name="Fishbone">
            <Fishbone
              selected={factor}
              onSelect={id => {
                setFactor(id)
                jumpTo({ in: 'factors', id })
                lightRows(connection, id, false)
              }}
            />
          </PartBoundary>
          <PartBoundary name="Whys">
            <Whys />
          </PartBoundary>
          <PartBoundary name="wentWell">
            <Section name="wentWell" />
          </PartBoundary>
          <PartBoundary name="couldImprove">
            <Section name="couldImprove" />
          </PartBoundary>
          <PartBoundary name="lucky">
            <Section name="lucky" />
          </PartBoundary>
          <PartBoundary name="Actions">
            <Actions />
          </PartBoundary>
          <PartBoundary name="lessons">
            <Section name="lessons" />
          </PartBoundary>
          <PartBoundary name="Parked">
            <Parked />
          </PartBoundary>
          {imported.length > 0 && (
            <PartBoundary name="imported">
              <Section name="imported" />
            </PartBoundary>
          )}
        </main>
        {isWide && (
          <aside className={classes.panel} aria-label={t('panel.label')}>
            <PartBoundary name="SidePanel">
              <SidePanel />
            </PartBoundary>
          </aside>
        )}
      </div>
      <DocumentKeys />
      <Drawer
        opened={isPanelOpen && !isWide}
        onClose={() => setPanelOpen(false)}
        position="right"
        title={t('panel.label')}
      >
        <PartBoundary name="SidePanel">
          <SidePanel onJump={() => setPanelOpen(false)} />
        </PartBoundary>
      </Drawer>
    </div>
  )
}
