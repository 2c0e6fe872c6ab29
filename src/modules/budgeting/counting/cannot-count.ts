/** Something in an election that cannot be counted; the message says what, for whoever prepared it. */
export class CannotCount extends Error {}
