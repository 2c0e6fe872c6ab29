/** A well-formed personal number of nobody, another for each `at`. */
export function personalNumberOf(at: number): string {
  const twelve = `2${String(at).padStart(11, '0')}`
  const sum = Array.from(twelve).reduce((all, digit, n) => all + Number(digit) * ([7, 3, 1][n % 3] as number), 0)
  return `${twelve}${sum % 10}`
}
