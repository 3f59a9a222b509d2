import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { lazy, Suspense } from 'react'
import { Route, Switch } from 'wouter'
import { loadMessages, type Namespace } from '../messages/index.ts'
import { styleNonce } from './nonce.ts'
import { PageFailure } from './PageFailure.tsx'
import { theme } from './theme.ts'
import { Waiting } from './Waiting.tsx'

type ScreenModule = { default: React.ComponentType }

/** A screen and its texts, loaded together when first shown. */
const screen = (load: () => Promise<ScreenModule>, ...texts: Exclude<Namespace, 'common'>[]) =>
  lazy(async () => (await Promise.all([load(), loadMessages(...texts)]))[0])

const Library = screen(
  async () => ({ default: (await import('../library/LibraryScreen.tsx')).LibraryScreen }),
  'library',
)
const Actions = screen(
  async () => ({ default: (await import('../actions/ActionsScreen.tsx')).ActionsScreen }),
  'actions',
)
const Trends = screen(
  async () => ({ default: (await import('../trends/TrendsScreen.tsx')).TrendsScreen }),
  'trends',
)
const SignIn = screen(
  async () => ({ default: (await import('../access/SignInScreen.tsx')).SignInScreen }),
  'access',
)
const Join = screen(
  async () => ({ default: (await import('../access/JoinScreen.tsx')).JoinScreen }),
  'access',
)
const Postmortem = lazy(async () => ({ default: (await import('./PostmortemPages.tsx')).PostmortemPages }))
const NotHere = lazy(async () => ({ default: (await import('./NotHere.tsx')).NotHere }))

/** The whole client: look, routes, and what stands in while a screen loads. */
export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={styleNonce}>
      <Notifications position="bottom-left" />
      <PageFailure>
        <Suspense fallback={<Waiting />}>
          <Switch>
            <Route path="/" component={Library} />
            <Route path="/actions" component={Actions} />
            <Route path="/trends" component={Trends} />
            <Route path="/sign-in" component={SignIn} />
            <Route path="/join" component={Join} />
            <Route path="/p/:id/*?" component={Postmortem} />
            <Route component={NotHere} />
          </Switch>
        </Suspense>
      </PageFailure>
    </MantineProvider>
  )
}
