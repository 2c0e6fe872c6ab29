import type { Services } from '#kernel/http/context.ts'
import type { Process } from '../process.ts'
import type { RollLine } from './store.ts'

/**
 * What keeps somebody out by the roll; null when nothing does. Minors that are admitted are on a list of their own, which is not asked
 * their age; and only residents are asked where they live.
 */
export function lineRefusal(
  { places }: Pick<Services, 'places'>,
  process: Pick<Process, 'residentsOnly' | 'placeKey'>,
  line: RollLine | null,
): 'processes.roll.not-found' | 'processes.roll.not-old-enough' | 'processes.roll.elsewhere' | null {
  if (!line) return 'processes.roll.not-found'
  if (line.members !== 'minors' && !line.oldEnough) return 'processes.roll.not-old-enough'
  if (process.residentsOnly && line.members === 'residents' && line.placeKey) {
    const lives = places.find(line.placeKey) && places.path(line.placeKey).some(({ key }) => key === process.placeKey)
    if (!lives) return 'processes.roll.elsewhere'
  }
  return null
}
