import { Button } from '@mantine/core'
import { Component, type ErrorInfo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../ui/Blank.tsx'

interface State {
  readonly hasFailed: boolean
}

/** Catches what a screen throws: says that work is safe, and offers to load the page again. */
export class PageFailure extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { hasFailed: false }

  static getDerivedStateFromError(): State {
    return { hasFailed: true }
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack)
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <Failed /> : this.props.children
  }
}

function Failed() {
  const { t } = useTranslation()
  const reload = <Button onClick={() => location.reload()}>{t('frame.reload')}</Button>
  return <ErrorState title={t('error.broken')} message={t('error.brokenText')} actions={reload} />
}
