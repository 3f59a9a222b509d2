import { Component, type ErrorInfo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState } from './Blank.tsx'

interface PartBoundaryProps {
  readonly children: ReactNode
  /** What this part is called in the browser's log. */
  readonly name: string
}

/** Catches what one part of a screen throws, so that the rest of the screen goes on without it. */
export class PartBoundary extends Component<PartBoundaryProps, { readonly isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true }
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(`The part "${this.props.name}" could not be shown:`, error, info.componentStack)
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children
    return <BrokenPart onRetry={() => this.setState({ isBroken: false })} />
  }
}

function BrokenPart({ onRetry }: { readonly onRetry: () => void }) {
  const { t } = useTranslation()
  return <ErrorState title={t('error.part')} message={t('error.partText')} onRetry={onRetry} />
}
