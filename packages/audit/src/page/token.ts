import { drawCode, drawDate, drawMarks, drawNumber, drawWord } from '../canary-marks.ts'

const marks = globalThis.playheadAuditMarks ?? drawMarks()
// In each frame from another day on.
let drawnDates = Math.floor(Math.random() * 252)

export const word = (): string => drawWord(marks)
export const number = (): string => drawNumber(marks)
export const date = (): string => drawDate(marks, drawnDates++)
export const code = (): string => drawCode(marks)
