import { createTheme, type MantineColorsTuple } from '@mantine/core'
import i18next from 'i18next'
import toasts from './Toasts.module.css'

/** The one accent: a petrol that is neither a severity nor a finding. */
const accent: MantineColorsTuple = [
  '#eef8f9',
  '#d9eef0',
  '#b3dce1',
  '#86c8d0',
  '#57b0bb',
  '#3098a5',
  '#177f8d',
  '#0f6b7a',
  '#0b5764',
  '#08434e',
]

/** Greys with a trace of the accent, dark enough for small text at 4.5 : 1. */
const dark: MantineColorsTuple = [
  '#d5d9df',
  '#b4bac4',
  '#9aa2ae',
  '#646c78',
  '#3a4049',
  '#2d3239',
  '#23272d',
  '#1b1d21',
  '#15171a',
  '#0f1113',
]

/** The look of every screen: one accent, quiet greys, small radii, no decoration. Needs the texts to be there. */
export const makeTheme = () =>
  createTheme({
    primaryColor: 'accent',
    primaryShade: { light: 7, dark: 6 },
    colors: { accent, dark },
    fontFamily: "'Inter Variable', Inter, system-ui, sans-serif",
    headings: { fontFamily: "'Inter Variable', Inter, system-ui, sans-serif", fontWeight: '600' },
    defaultRadius: 'sm',
    cursorType: 'pointer',
    respectReducedMotion: true,
    focusRing: 'auto',
    components: {
      Tooltip: { defaultProps: { openDelay: 350, withArrow: false, multiline: true } },
      Notification: { classNames: { description: toasts.description ?? '' } },
      Drawer: { defaultProps: { closeButtonProps: { 'aria-label': i18next.t('close') } } },
      Modal: {
        defaultProps: {
          centered: false,
          yOffset: '12vh',
          radius: 'md',
          closeButtonProps: { 'aria-label': i18next.t('close') },
        },
      },
    },
  })
