/** Of a row, and so of a cell: longer ones are left out and reported. The spool has no longer lines than four megabytes. */
export const MOST_ROW_CHARACTERS = 1_000_000

/** Of a table; beyond, a file is refused: it is a matrix, or its delimiter is not what it seems. */
export const MOST_COLUMNS = 2_000

/** Of what a report shows of a line or a cell. */
export const SHOWN_CHARACTERS = 200

/** First rows from which the header and the shape of a table are learnt. */
export const HEAD_ROWS = 500
