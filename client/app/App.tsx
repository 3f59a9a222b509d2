import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { Suspense, useEffect, useState } from 'react'
import { Route, Switch } from 'wouter'
import { keepFocus } from '../ui/focus.ts'
import { Broken } from './Broken.tsx'
import { refuseLargePaste } from './largePaste.ts'
import { NotHere } from './NotHere.tsx'
import { styleNonce } from './nonce.ts'
import { PaletteKey } from './PaletteKey.tsx'
import { PostmortemRoutes } from './PostmortemRoutes.tsx'
import { PracticeRoutes } from './PracticeRoutes.tsx'
import {
  AccountScreen,
  ActionsScreen,
  JoinScreen,
  LibraryScreen,
  Shell,
  SignInScreen,
  TrendsScreen,
  WorkspaceScreen,
} from './screens.ts'
import toasts from './Toasts.module.css'
import { makeTheme } from './theme.ts'

/** Everything: look, routes, and what stands over every screen. */
export function App() {
  const [theme] = useState(makeTheme)
  useEffect(refuseLargePaste, [])
  useEffect(keepFocus, [])
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={styleNonce}>
      <Notifications position="bottom-center" className={toasts.toasts ?? ''} autoClose={6_000} limit={3} />
      <Broken>
        <Suspense>
          <Switch>
            <Route path="/sign-in">
              <SignInScreen />
            </Route>
            <Route path="/join">
              <JoinScreen />
            </Route>
            <Route path="/practice/*?">
              <PracticeRoutes />
            </Route>
            <Route path="/p/:id/*?">{({ id }) => <PostmortemRoutes key={id} postmortem={id} />}</Route>
            <Route path="/">
              <Shell title="library">
                <LibraryScreen />
              </Shell>
            </Route>
            <Route path="/actions">
              <Shell title="actions">
                <ActionsScreen />
              </Shell>
            </Route>
            <Route path="/trends">
              <Shell title="trends">
                <TrendsScreen />
              </Shell>
            </Route>
            <Route path="/account">
              <Shell title="me">
                <AccountScreen />
              </Shell>
            </Route>
            <Route path="/workspace">
              <Shell title="workspace">
                <WorkspaceScreen />
              </Shell>
            </Route>
            <Route>
              <NotHere />
            </Route>
          </Switch>
        </Suspense>
        <PaletteKey />
      </Broken>
    </MantineProvider>
  )
}
