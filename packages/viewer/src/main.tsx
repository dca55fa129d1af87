import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { applyTheme } from './ui/theme.ts'
import './styles/index.css'

// The server writes its base path into the placeholder that the build took as Vite's base.
const basePath = import.meta.env.BASE_URL.replace(/\/viewer\/$/, '')
const element = document.getElementById('app')
if (!element) throw new Error('index.html has no #app.')

applyTheme()
createRoot(element).render(
  <StrictMode>
    <App basePath={basePath} />
  </StrictMode>,
)
