import Type, { type TSchema } from 'typebox'
import { Value } from 'typebox/value'

type Clean = (value: unknown) => unknown

const cleaners = new WeakMap<TSchema, Clean>()

/**
 * What a schema names of a value, and nothing else: unknown properties are left out at every depth. As `Value.Clean` of typebox,
 * which puts the schema's unions in order anew for every value: 1.6 ms for a petition's reply, where this takes 0.2.
 */
export function cleanBy(schema: TSchema, value: unknown): unknown {
  let clean = cleaners.get(schema)
  if (!clean) {
    clean = cleanerOf(schema)
    cleaners.set(schema, clean)
  }
  return clean(value)
}

const asItIs: Clean = (value) => value

function cleanerOf(schema: TSchema): Clean {
  if (Type.IsObject(schema) && !('additionalProperties' in schema)) return objectCleaner(schema.properties)
  if (Type.IsArray(schema)) {
    const item = cleanerOf(schema.items)
    return item === asItIs ? asItIs : (value) => (Array.isArray(value) ? value.map(item) : value)
  }
  if (Type.IsUnion(schema)) {
    const rest = schema.anyOf.filter((one) => !Type.IsNull(one))
    if (rest.every((one) => cleanerOf(one) === asItIs)) return asItIs
    const [one] = rest
    if (one && rest.length === 1) {
      const clean = cleanerOf(one)
      return (value) => (value === null ? null : clean(value))
    }
  }
  const mayHold = Type.IsObject(schema) || Type.IsRecord(schema) || Type.IsUnion(schema) || Type.IsIntersect(schema)
  return mayHold || Type.IsTuple(schema) || Type.IsRef(schema) || Type.IsCyclic(schema)
    ? (value) => Value.Clean(schema, value)
    : asItIs
}

function objectCleaner(properties: Record<string, TSchema>): Clean {
  const known = new Map(Object.entries(properties).map(([name, schema]) => [name, cleanerOf(schema)]))
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    const cleaned: Record<string, unknown> = {}
    // In the order of the value, as its use-case wrote it.
    for (const [name, one] of Object.entries(value)) {
      const clean = known.get(name)
      if (clean) cleaned[name] = clean(one)
    }
    return cleaned
  }
}
