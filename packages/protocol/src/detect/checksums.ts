/** The digits of a text, as numbers. */
export function digitsOf(text: string): number[] {
  return Array.from(text.replace(/\D/g, ''), Number)
}

/** Luhn's check (ISO/IEC 7812-1, annex B). */
export function isLuhn(text: string): boolean {
  return (
    digitsOf(text)
      .reverse()
      .reduce((sum, digit, index) => {
        const doubled = index % 2 === 1 ? digit * 2 : digit
        return sum + (doubled > 9 ? doubled - 9 : doubled)
      }, 0) %
      10 ===
    0
  )
}

/** The remainder of a number too long for JavaScript's. */
export function remainder(digits: string, divisor: number): number {
  return Array.from(digits).reduce((rest, digit) => (rest * 10 + Number(digit)) % divisor, 0)
}

/** Sum of the digits times their weights; digits without a weight do not count. */
export function weightedSum(digits: readonly number[], weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0)
}
