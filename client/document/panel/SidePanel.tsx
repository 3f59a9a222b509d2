import { CommentsSummary } from './CommentsSummary.tsx'
import { FindingsList } from './FindingsList.tsx'
import { Readiness } from './Readiness.tsx'
import { ReviewDue } from './ReviewDue.tsx'
import classes from './SidePanel.module.css'

const STAY = (): void => {}

/** What the draft still lacks before its meeting, what people ask beside it, and what the checks noticed in its words. */
export function SidePanel({ onJump = STAY }: { readonly onJump?: () => void }) {
  return (
    <div className={classes.panel}>
      <ReviewDue />
      <Readiness onJump={onJump} />
      <CommentsSummary onJump={onJump} />
      <FindingsList onJump={onJump} />
    </div>
  )
}
