import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Factor } from '../../shared/document/postmortem.ts'
import { useHiddenOnStage } from '../hooks/useHiddenOnStage.ts'
import { useMeeting } from '../hooks/useMeeting.ts'
import { usePostmortem } from '../hooks/usePostmortem.ts'
import { PartBoundary } from '../ui/PartBoundary.tsx'
import { StageFooter } from './frame/StageFooter.tsx'
import { StageHeader } from './frame/StageHeader.tsx'
import { useStageTheme } from './frame/useStageTheme.ts'
import classes from './Stage.module.css'
import { sceneOf } from './scene.ts'
import { EndedScene } from './scenes/EndedScene.tsx'
import { LobbyScene } from './scenes/LobbyScene.tsx'
import { Scene } from './scenes/Scene.tsx'

/**
 * The wall: what the meeting works on, readable from the back row and through video compression. Nothing can be
 * changed here; it follows the spotlight, and stays as it was when the connection is lost.
 */
export function StageScreen() {
  const { t } = useTranslation('stage')
  const { answer, isKnown } = useMeeting()
  const document = usePostmortem()
  const [theme, switchTheme] = useStageTheme()
  useAwake()
  const view = answer?.state ?? null
  const hidden = useHiddenOnStage(document.factors, view, true)
  const postmortem = useMemo(() => {
    if (view === null || hidden.size === 0) return document
    const shown = (factor: Factor): Factor =>
      hidden.has(factor.id) ? { ...factor, text: t('beingReworded') } : factor
    return { ...document, factors: document.factors.map(shown) }
  }, [document, hidden, view, t])
  return (
    <div className={classes.stage} data-theme={theme}>
      <StageHeader view={view} title={postmortem.title} />
      <main className={classes.scene}>
        {!view && (
          <div className={classes.calm}>
            <p className={classes.large}>{isKnown ? t('none.title') : t('loading')}</p>
            {isKnown && <p>{t('none.text')}</p>}
          </div>
        )}
        {view?.status === 'lobby' && <LobbyScene view={view} postmortem={postmortem} />}
        {view?.status === 'running' && (
          <PartBoundary key={view.current} name="Scene">
            <Scene kind={sceneOf(view, postmortem)} view={view} postmortem={postmortem} />
          </PartBoundary>
        )}
        {view?.status === 'ended' && <EndedScene view={view} postmortem={postmortem} />}
      </main>
      <StageFooter view={view} postmortem={postmortem.id} theme={theme} onTheme={switchTheme} />
    </div>
  )
}

/** Keeps the wall's display awake while it is shown, where the browser can. */
function useAwake(): void {
  useEffect(() => {
    if (!('wakeLock' in navigator)) return
    let isGone = false
    let lock: WakeLockSentinel | null = null
    const hold = async (): Promise<void> => {
      if (document.visibilityState !== 'visible') return
      // Refused on low battery or in a background window: the display then sleeps as it would anyway.
      const taken = await navigator.wakeLock.request('screen').catch(() => null)
      if (isGone) void taken?.release()
      else lock = taken
    }
    void hold()
    document.addEventListener('visibilitychange', hold)
    return () => {
      isGone = true
      document.removeEventListener('visibilitychange', hold)
      void lock?.release()
    }
  }, [])
}
