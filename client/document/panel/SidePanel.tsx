import { hasRole } from '../../../shared/protocol/roles.ts'
import { useMe } from '../../hooks/useMe.ts'
import { CommentsSummary } from './CommentsSummary.tsx'
import { FindingsList } from './FindingsList.tsx'
import { Readiness } from './Readiness.tsx'
import { ReviewDue } from './ReviewDue.tsx'
import classes from './SidePanel.module.css'

const STAY = (): void => {}

/** What the draft still lacks before its meeting, what people ask beside it, and what the checks noticed in its words. */
export function SidePanel({ onJump = STAY }: { readonly onJump?: () => void }) {
  // Whoever only reads is not asked to mend anything.
  const me = useMe()
  const mayEdit = me !== null && hasRole(me.role, 'participant')
  return (
    <div className={classes.panel}>
      <ReviewDue />
      {mayEdit && <Readiness onJump={onJump} />}
      <CommentsSummary onJump={onJump} />
      {mayEdit && <FindingsList onJump={onJump} />}
    </div>
  )
}
