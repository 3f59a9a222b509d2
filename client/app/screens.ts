import { type ComponentType, createElement, use } from 'react'
import { loadMessages } from '../messages/index.ts'
import { patiently } from '../ui/part.ts'

type Messages = Parameters<typeof loadMessages>

/**
 * A screen that is loaded, with its texts, when it is first shown, or when `begin` is called. One that is there already
 * is drawn at once: what `lazy` makes would wait for React to have shown the place holder for 300 ms.
 */
function screen<P extends object>(load: () => Promise<ComponentType<P>>, ...messages: Messages) {
  let loaded: ComponentType<P> | null = null
  let loading: Promise<ComponentType<P>> | null = null
  const begin = (): Promise<ComponentType<P>> => {
    loading ??= patiently(() => Promise.all([load(), loadMessages(...messages)])).then(([component]) => {
      loaded = component
      return component
    })
    return loading
  }
  return Object.assign((props: P) => createElement(loaded ?? use(begin()), props), { begin })
}

/** What stands around the screens outside of a postmortem; a meeting and its wall do without it. */
export const Shell = screen(async () => (await import('./Shell.tsx')).Shell)
export const Closed = screen(async () => (await import('./Closed.tsx')).Closed)
export const CommentsOutlet = screen(
  async () => (await import('../document/parts/comments/CommentsOutlet.tsx')).CommentsOutlet,
  'document',
)
export const KeptVisitDialog = screen(
  async () => (await import('../document/parts/kept/KeptVisitDialog.tsx')).KeptVisitDialog,
  'history',
)
export const SignInScreen = screen(
  async () => (await import('../access/SignInScreen.tsx')).SignInScreen,
  'access',
)
export const JoinScreen = screen(async () => (await import('../access/JoinScreen.tsx')).JoinScreen, 'access')
export const LibraryScreen = screen(
  async () => (await import('../library/LibraryScreen.tsx')).LibraryScreen,
  'library',
)
export const ActionsScreen = screen(
  async () => (await import('../actions/ActionsScreen.tsx')).ActionsScreen,
  'actions',
)
export const TrendsScreen = screen(
  async () => (await import('../trends/TrendsScreen.tsx')).TrendsScreen,
  'trends',
)
export const AccountScreen = screen(
  async () => (await import('../access/account/AccountScreen.tsx')).AccountScreen,
  'account',
)
export const WorkspaceScreen = screen(
  async () => (await import('../access/workspace/WorkspaceScreen.tsx')).WorkspaceScreen,
  'account',
)
export const DocumentScreen = screen(
  async () => (await import('../document/DocumentScreen.tsx')).DocumentScreen,
  'document',
  'access',
)
export const MeetingScreen = screen(
  async () => (await import('../meeting/MeetingScreen.tsx')).MeetingScreen,
  'meeting',
  'document',
  'access',
)
export const PracticeScreen = screen(
  async () => (await import('../practice/PracticeScreen.tsx')).PracticeScreen,
  'practice',
)
export const StageScreen = screen(async () => (await import('../stage/StageScreen.tsx')).StageScreen, 'stage')
export const PublishedScreen = screen(
  async () => (await import('../published/PublishedScreen.tsx')).PublishedScreen,
  'library',
)
export const NewPostmortem = screen(
  async () => (await import('../library/NewPostmortem.tsx')).NewPostmortem,
  'library',
)

/** Loads the screen of a postmortem that this path leads to; nothing for other paths, and never rejects. */
export async function loadScreenOf(path: string): Promise<void> {
  const [, area, , place] = path.split('/')
  if (area !== 'p') return
  const screen = place === 'meeting' ? MeetingScreen : place === 'stage' ? StageScreen : DocumentScreen
  // What fails here fails again where it is shown, and is told there.
  await screen.begin().catch(() => {})
}
