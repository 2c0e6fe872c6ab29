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
  readings: Type.Array(Type.Object({ at: Type.String(), by: Type.String(), purpose: Type.String() })),
  mayErase: Type.Boolean(),
})
export type MyDataView = Type.Static<typeof MyDataView>
