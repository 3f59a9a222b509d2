import { Button, Menu } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../../ui/commands.ts'

/** What can be taken along, with the query of its address. */
const FILES = {
  markdown: 'format=markdown',
  html: 'format=html',
  csv: 'format=csv',
  actionsCsv: 'format=csv&of=actions',
  actionsIcs: 'format=ics&of=actions',
  json: 'format=json',
} as const

/** Files of the document as the server has it. */
export function ExportMenu({ postmortem }: { readonly postmortem: string }) {
  const { t } = useTranslation('document')
  useCommands(
    useMemo(
      () =>
        keys(FILES).map(file => ({
          id: `export-${file}`,
          label: t('export.command', { file: t(`export.${file}`) }),
          run: () => window.location.assign(addressOf(postmortem, file)),
        })),
      [postmortem, t],
    ),
  )
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <Button size="compact-sm" variant="default">
          {t('header.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {keys(FILES).map(file => (
          <Menu.Item key={file} component="a" href={addressOf(postmortem, file)} download>
            {t(`export.${file}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

const addressOf = (postmortem: string, file: keyof typeof FILES): string =>
  `/api/postmortems/${encodeURIComponent(postmortem)}/export?${FILES[file]}`

const keys = <T extends object>(object: T): (keyof T)[] => Object.keys(object) as (keyof T)[]
