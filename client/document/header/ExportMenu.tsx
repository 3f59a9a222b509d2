import { Button, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'

const FORMATS = ['markdown', 'html', 'csv', 'json'] as const

/** Files of the document as the server has it. */
export function ExportMenu({ postmortem }: { readonly postmortem: string }) {
  const { t } = useTranslation('document')
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <Button size="compact-sm" variant="default">
          {t('header.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map(format => (
          <Menu.Item
            key={format}
            component="a"
            href={`/api/postmortems/${encodeURIComponent(postmortem)}/export?format=${format}`}
            download
          >
            {t(`export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
