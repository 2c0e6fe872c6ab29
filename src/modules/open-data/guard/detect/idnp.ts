/** The weights of the first twelve digits; the thirteenth is their sum modulo ten. */
const WEIGHTS = [7, 3, 1]

/** Whether thirteen digits begin as the number of a person does. */
export const mayBeIdnp = (digits: string): boolean => digits.startsWith('0') || digits.startsWith('2')

/**
 * Whether thirteen digits are an IDNP, the number of a person in Moldova. It begins with 0 or 2; that of a company or an institution (IDNO) begins
 * with 1, has the same check digit, and is public.
 */
export function isIdnp(digits: string): boolean {
  if (!/^[02]\d{12}$/.test(digits)) return false
  let sum = 0
  for (let at = 0; at < 12; at++) sum += Number(digits[at]) * (WEIGHTS[at % 3] as number)
  return sum % 10 === Number(digits[12]) && !/^(\d)\1+$/.test(digits)
}
