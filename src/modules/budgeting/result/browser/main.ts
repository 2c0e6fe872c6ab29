import { RecountElement } from './recount-element.ts'

customElements.define('punte-recount', RecountElement)
