import { checkbox, checked, choice, form, optional } from '#kernel/forms/fields.ts'
import { id } from '#kernel/forms/path-fields.ts'
import { webAddress } from '../catalogue/fields.ts'
import { schedules } from './schedule.ts'

/** What is sent along with an address as a name and a password would stand in every list. */
const fileAddress = () =>
  checked(webAddress(), (value) => {
    const { username, password } = new URL(value)
    return username || password ? { key: 'open-data.from-address.no-password' } : null
  })

export const addressForm = form({ url: fileAddress(), schedule: choice(schedules), publishes: checkbox() })

/** Of the log: the line before which one goes on. */
export const logQuery = form({ before: optional(id()) })

/** Of the list of all addresses. */
export const listQuery = form({ after: optional(id()) })
