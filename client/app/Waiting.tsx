import { Box } from '@mantine/core'
import { DocumentSkeleton } from '../ui/Skeletons.tsx'

/** Stands in while a screen's code and texts load. */
export function Waiting() {
  return (
    <Box maw="44rem" mx="auto" p="xl">
      <DocumentSkeleton />
    </Box>
  )
}
