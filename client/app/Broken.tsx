import { Button } from '@mantine/core'
import { Component, type ErrorInfo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../ui/Blank.tsx'

/** Catches what a screen throws, so that a bug leaves a way on instead of a blank page. */
export class Broken extends Component<{ readonly children: ReactNode }, { readonly isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true }
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack)
  }

  override render(): ReactNode {
    return this.state.isBroken ? <BrokenPage /> : this.props.children
  }
}

function BrokenPage() {
  const { t } = useTranslation()
  return (
    <main>
      <ErrorState
        level={1}
        title={t('error.broken')}
        message={t('error.brokenText')}
        actions={<Button onClick={() => window.location.reload()}>{t('frame.reload')}</Button>}
      />
    </main>
  )
}
