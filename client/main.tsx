import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@fontsource-variable/inter/index.css'
import '@fontsource-variable/source-serif-4/index.css'
import './app/page.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { shareNonce } from './app/nonce.ts'
import { loadScreenOf } from './app/screens.ts'
import { loadSession } from './connection/session.ts'
import { startMessages } from './messages/index.ts'
import { keepForOffline } from './offline/keepForOffline.ts'

shareNonce()
startMessages()
void loadSession(loadScreenOf(window.location.pathname))
keepForOffline()

const root = document.getElementById('root')
if (!root) throw new Error('The page has no #root to draw into.')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
