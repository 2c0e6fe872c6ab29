import Type from 'typebox'

export const RehearsalFormView = Type.Object({
  number: Type.Integer(),
  title: Type.String(),
  models: Type.Array(Type.Object({ name: Type.String(), title: Type.String(), says: Type.String() })),
})
export type RehearsalFormView = Type.Static<typeof RehearsalFormView>
