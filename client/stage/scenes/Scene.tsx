import type { Postmortem } from '../../../shared/document/postmortem.ts'
import type { MeetingView } from '../../../shared/meeting/view.ts'
import type { SceneKind } from '../scene.ts'
import { ActionsScene } from './ActionsScene.tsx'
import { OrBreak } from './BreakScene.tsx'
import { CloseScene } from './CloseScene.tsx'
import { FishboneScene } from './FishboneScene.tsx'
import { GroupScene } from './GroupScene.tsx'
import { LearnScene } from './LearnScene.tsx'
import { OpeningScene } from './OpeningScene.tsx'
import { SilentScene } from './SilentScene.tsx'
import { TextScene } from './TextScene.tsx'
import { TimelineScene } from './TimelineScene.tsx'
import { VoteScene } from './VoteScene.tsx'
import { WhysScene } from './WhysScene.tsx'

/** What every scene is drawn from. */
export interface SceneProps {
  readonly view: MeetingView
  readonly postmortem: Postmortem
}

/** The scene of one kind; during a break, how long it still lasts. */
export function Scene(props: SceneProps & { readonly kind: SceneKind }) {
  return (
    <OrBreak view={props.view}>
      <OneScene {...props} />
    </OrBreak>
  )
}

function OneScene({ kind, ...props }: SceneProps & { readonly kind: SceneKind }) {
  switch (kind) {
    case 'opening':
      return <OpeningScene {...props} />
    case 'timeline':
      return <TimelineScene {...props} />
    case 'silent':
      return <SilentScene {...props} />
    case 'group':
      return <GroupScene {...props} />
    case 'vote':
      return <VoteScene {...props} />
    case 'fishbone':
      return <FishboneScene {...props} />
    case 'whys':
      return <WhysScene {...props} />
    case 'actions':
      return <ActionsScene {...props} />
    case 'learn':
      return <LearnScene {...props} />
    case 'close':
      return <CloseScene {...props} />
    case 'summary':
      return <TextScene postmortem={props.postmortem} names={['summary', 'impact', 'rootCause']} />
    case 'lessons':
      return (
        <TextScene postmortem={props.postmortem} names={['wentWell', 'couldImprove', 'lucky', 'lessons']} />
      )
  }
}
