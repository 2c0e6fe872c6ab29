/**
 * Of the EU's frequency authority list: for each the calendar days after which new data is due, null where nothing is promised. What
 * comes more often than daily is due within a day.
 */
export const dueAfterDays = {
  CONT: 1,
  UPDATE_CONT: 1,
  HOURLY: 1,
  DAILY_2: 1,
  DAILY: 1,
  WEEKLY_3: 4,
  WEEKLY_2: 4,
  WEEKLY: 7,
  BIWEEKLY: 14,
  MONTHLY_3: 11,
  MONTHLY_2: 16,
  MONTHLY: 31,
  BIMONTHLY: 62,
  QUARTERLY: 92,
  ANNUAL_3: 123,
  ANNUAL_2: 184,
  ANNUAL: 366,
  BIENNIAL: 731,
  TRIENNIAL: 1096,
  QUADRENNIAL: 1461,
  QUINQUENNIAL: 1827,
  DECENNIAL: 3653,
  AS_NEEDED: null,
  IRREG: null,
  NOT_PLANNED: null,
  NEVER: null,
  OTHER: null,
  UNKNOWN: null,
} as const satisfies Record<string, number | null>
export type Frequency = keyof typeof dueAfterDays

export const frequencies = Object.keys(dueAfterDays) as Frequency[]
