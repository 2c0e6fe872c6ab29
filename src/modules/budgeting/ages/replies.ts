import Type from 'typebox'
import { ageBands } from './age-band.ts'

/** Age groups of all who took part: as they said, or as their document said at a counter. */
export const AgesTold = Type.Object({
  bands: Type.Array(Type.Object({ band: Type.Enum([...ageBands, 'unsaid']), atLeast: Type.Integer() }), {
    description:
      'At least so many, in whole steps of k; a group that is missing may hold none or some; unsaid: who did not say',
  }),
  elsewhere: Type.Integer({ description: 'People of whom it is not told in which group they are' }),
})
export type AgesTold = Type.Static<typeof AgesTold>
