/** C2SP tlog-proof is text that people can read. */
export const PROOF = 'text/plain; charset=utf-8'

/** A receipt of the public log, named so that a person with several still knows which is which. */
export function proofFile(
  petition: number,
  { index, body }: { index: number; body: Buffer },
): { body: Buffer; fileName: string } {
  return { body, fileName: `punte-${petition}-${index}.tlog-proof` }
}
