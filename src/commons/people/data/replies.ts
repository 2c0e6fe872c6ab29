import Type from 'typebox'

export const MyDataView = Type.Object({
  kinds: Type.Array(
    Type.Object({
      name: Type.String(),
      what: Type.String(),
      why: Type.String(),
      /** How long. */
      kept: Type.String(),
      /** What erasing does. */
      erased: Type.String(),
    }),
  ),
  readings: Type.Array(
    Type.Object({
      times: Type.Integer({ description: 'How many readings this reader made on that day for that purpose' }),
      firstAt: Type.String({ description: 'Instant, RFC 3339' }),
      lastAt: Type.String({ description: 'Instant, RFC 3339' }),
      by: Type.String(),
      byLink: Type.Boolean({ description: 'By the link in the letter to an authority without an account' }),
      purpose: Type.String(),
    }),
  ),
  hasOlderReadings: Type.Boolean({ description: 'Older ones are only in the export' }),
  mayErase: Type.Boolean(),
})
export type MyDataView = Type.Static<typeof MyDataView>
