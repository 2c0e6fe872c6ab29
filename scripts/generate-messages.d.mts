export function generateMessages(root: string): number
