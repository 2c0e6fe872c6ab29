import Type from 'typebox'

export const MyDataView = Type.Object({
  kinds: Type.Array(Type.Object({ name: Type.String(), label: Type.String(), retention: Type.String() })),
  readings: Type.Array(Type.Object({ at: Type.String(), by: Type.String(), purpose: Type.String() })),
  mayErase: Type.Boolean(),
})
export type MyDataView = Type.Static<typeof MyDataView>
