import Type, { type TSchema } from 'typebox'

/** In a reply: a value, or null where there is none. */
export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
