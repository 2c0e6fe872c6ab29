export type Violation = { rule: string; place: string; found: string }
export function checkFloors(root: string): { violations: Violation[]; warnings: string[] }
