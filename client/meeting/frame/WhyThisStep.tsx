import { Button, Popover, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { StepKind } from '../../../shared/meeting/agenda.ts'

/** Why the meeting has a step of this kind, for whoever asks. */
export function WhyThisStep({ kind }: { readonly kind: StepKind }) {
  const { t } = useTranslation('meeting')
  return (
    <Popover position="bottom-start" withArrow shadow="md" width={380} trapFocus returnFocus>
      <Popover.Target>
        <Button size="compact-sm" variant="subtle" color="gray">
          {t('why.ask')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown maw="calc(100vw - 24px)" tabIndex={-1}>
        <Text size="sm">{t(`why.${kind}`)}</Text>
      </Popover.Dropdown>
    </Popover>
  )
}
