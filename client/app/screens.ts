import { type ComponentType, lazy } from 'react'
import { loadMessages } from '../messages/index.ts'

type Messages = Parameters<typeof loadMessages>

/** A screen that is loaded, with its texts, when it is first shown. */
const screen = <P extends object>(load: () => Promise<ComponentType<P>>, ...messages: Messages) =>
  lazy(async () => {
    const [component] = await Promise.all([load(), loadMessages(...messages)])
    return { default: component }
  })

/** What stands around the screens outside of a postmortem; a meeting and its wall do without it. */
export const Shell = screen(async () => (await import('./Shell.tsx')).Shell)
export const Closed = screen(async () => (await import('./Closed.tsx')).Closed)
export const CommentsOutlet = screen(
  async () => (await import('../document/parts/comments/CommentsOutlet.tsx')).CommentsOutlet,
  'document',
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
export const StageScreen = screen(async () => (await import('../stage/StageScreen.tsx')).StageScreen, 'stage')
export const NewPostmortem = screen(
  async () => (await import('../library/NewPostmortem.tsx')).NewPostmortem,
  'library',
)
